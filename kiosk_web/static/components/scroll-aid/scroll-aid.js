// The part of a screen that may be longer than the glass, with two buttons that move it: a drag is a gesture
// that not every hand can make (WCAG 2.5.7).
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
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    if (element.firstElementChild) watcher.observe(element.firstElementChild);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      watcher.disconnect();
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
  // Text with nothing in it to be tabbed to: the arrows move it once it has the focus itself.
  const isForArrows = reach.isReadOnly && (reach.up || reach.down);
  // Beside the words, never over them.
  return html`<div class="scroll-aid">
    <div class="scroll-aid__box" ref=${box} tabindex=${isForArrows ? 0 : undefined}><div>${children}</div></div>
    ${(reach.up || reach.down) &&
    html`<nav class="scroll-aid__rail" aria-label=${t("scroll-name")}>
      ${button("up", t("scroll-up"))} ${button("down", t("scroll-down"))}
    </nav>`}
  </div>`;
}
