// A scrolling area with two buttons that scroll it: not every hand can drag (WCAG 2.2, 2.5.7).
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../icon/icon.js";

/** @param {{ children?: unknown }} props */
export function ScrollAid({ children }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const [reach, setReach] = useState({ up: false, down: false, isReadOnly: false });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => {
      const below = element.scrollHeight - element.clientHeight - element.scrollTop;
      setReach((old) => {
        const isReadOnly = element.querySelector("button, input, [tabindex='0']") === null;
        const seen = { up: element.scrollTop > 4, down: below > 4, isReadOnly };
        return old.up === seen.up && old.down === seen.down && old.isReadOnly === isReadOnly ? old : seen;
      });
    };
    // In a task of its own: buttons that come or go resize the box, which the observer would report as a loop.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = measure;
    const watcher = new ResizeObserver(() => port2.postMessage(null));
    watcher.observe(element);
    if (element.firstElementChild) watcher.observe(element.firstElementChild);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      watcher.disconnect();
      port1.close();
      element.removeEventListener("scroll", measure);
    };
  }, []);
  const move = (/** @type {number} */ direction) => {
    const element = box.current;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element?.scrollBy({ top: direction * element.clientHeight * 0.7, behavior: calm ? "auto" : "smooth" });
  };
  const button = (/** @type {"up" | "down"} */ name, /** @type {string} */ words) =>
    html`<button
      type="button"
      class="scroll-aid__button"
      aria-label=${words}
      aria-disabled=${reach[name] ? undefined : "true"}
      onClick=${() => move(name === "up" ? -1 : 1)}
    >
      <${Icon} name=${name} />
    </button>`;
  // Text without anything to focus takes the focus itself, so that the arrow keys scroll it.
  const isForArrows = reach.isReadOnly && (reach.up || reach.down);
  return html`<div class="scroll-aid">
    <div class="scroll-aid__box" ref=${box} tabindex=${isForArrows ? 0 : undefined}><div>${children}</div></div>
    ${
      (reach.up || reach.down) &&
      html`<nav class="scroll-aid__rail" aria-label=${t("scroll-name")}>
      ${button("up", t("scroll-up"))} ${button("down", t("scroll-down"))}
    </nav>`
    }
  </div>`;
}
