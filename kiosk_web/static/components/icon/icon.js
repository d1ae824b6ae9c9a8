// Line drawings that stand beside words, never instead of them: hidden from screen readers.
import { html } from "../../html.js";

const PATHS = {
  heart: "M12 20s-7.5-4.6-9.2-9.1C1.5 7.4 3.7 4.5 6.9 4.5c2 0 3.7 1 5.1 3 1.4-2 3.1-3 5.1-3 3.2 0 5.4 2.9 4.1 6.4C19.5 15.4 12 20 12 20Z",
  card: "M3 6.5h18v11H3zM7 10.5h5M7 13.5h3.5M16.5 10v4M14.5 12h4",
  sparkle: "M12 4v16M4 12h16M6.5 6.5l11 11M17.5 6.5l-11 11",
  check: "M4.5 12.5l5 5 10-11",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7.5V12l3 2",
  alert: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7.5v6M12 16.4v.2",
  hand: "M8 11V5.5a1.5 1.5 0 0 1 3 0V10m0-1.5a1.5 1.5 0 0 1 3 0V11m0-1a1.5 1.5 0 0 1 3 0v1.5m0-.5a1.5 1.5 0 0 1 3 0V15c0 3.3-2.4 6-6 6-3 0-4.6-1.3-6-3.7L5 13.6c-.5-1 .1-2 1-2.2.8-.2 1.5.1 2 .9",
  up: "M5 15l7-7 7 7",
  down: "M5 9l7 7 7-7",
  left: "M14.5 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  exit: "M14 4.5H5v15h9M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5",
  backspace: "M9 5.5h11.5v13H9L3 12zM12.5 9.5l5 5M17.5 9.5l-5 5",
};

/** @param {{ name: keyof typeof PATHS }} props */
export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}
