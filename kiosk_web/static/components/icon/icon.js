// Line icons that stand beside words, never instead of them: hidden from screen readers.
import { html } from "../../html.js";

const PATHS = {
  heart:
    "M12 20s-7.5-4.6-9.2-9.1C1.5 7.4 3.7 4.5 6.9 4.5c2 0 3.7 1 5.1 3 1.4-2 3.1-3 5.1-3 3.2 0 5.4 2.9 4.1 6.4C19.5 15.4 12 20 12 20Z",
  card: "M3 6.5h18v11H3zM7 10.5h5M7 13.5h3.5M16.5 10v4M14.5 12h4",
  check: "M4.5 12.5l5 5 10-11",
  alert: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7.5v6M12 16.4v.2",
  hand: "M8 11V5.5a1.5 1.5 0 0 1 3 0V10m0-1.5a1.5 1.5 0 0 1 3 0V11m0-1a1.5 1.5 0 0 1 3 0v1.5m0-.5a1.5 1.5 0 0 1 3 0V15c0 3.3-2.4 6-6 6-3 0-4.6-1.3-6-3.7L5 13.6c-.5-1 .1-2 1-2.2.8-.2 1.5.1 2 .9",
  up: "M5 15l7-7 7 7",
  down: "M5 9l7 7 7-7",
  left: "M14.5 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  exit: "M14 4.5H5v15h9M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5",
  list: "M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.5 6.5v.1M4.5 12v.1M4.5 17.5v.1",
  calendar: "M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8",
  look: "M3 18.5L7.5 6h1L13 18.5M4.7 14h6.6M14.5 18.5l3-8h.6l3 8M15.6 15.7h4.4",
  low: "M12 3.5v13M6.5 11.5L12 17l5.5-5.5M4 20.5h16",
  ear: "M4 9.5h3.5L12 5v14l-4.500-4.500H4zM15.500 9a4.500 4.500 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11",
  help: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9.300 9.500a2.700 2.700 0 1 1 4 2.500c-.9.500-1.300 1-1.300 2M12 16.800v.1",
  print: "M7 8V3.500h10V8M7 17H4V8h16v9h-3M7 14h10v6.500H7z",
  backspace: "M9 5.5h11.5v13H9L3 12zM12.5 9.5l5 5M17.5 9.5l-5 5",
};

/** @param {{ name: keyof typeof PATHS }} props */
export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}
