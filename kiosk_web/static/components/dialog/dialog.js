// A dialog over the screen. Not the native <dialog>, which would make the on-screen keyboard inert too: app.js makes the
// screen behind inert instead. Escape closes; the focus returns to where it was.
import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../icon/icon.js";
import { ScrollAid } from "../scroll-aid/scroll-aid.js";

/**
 * @param {object} props
 * @param {string} props.title
 * @param {() => void} props.onClose
 * @param {string} props.opener the id of what opened it
 * @param {unknown} [props.children]
 * @param {unknown} [props.foot]
 */
export function Dialog({ title, onClose, opener, children, foot }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    heading.current?.focus();
    return () => {
      // Once the screen behind is no longer inert, and unless something there has taken the focus.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const place = before?.isConnected && before !== document.body ? before : document.getElementById(opener);
        place?.focus();
      });
    };
  }, []);
  useLayoutEffect(() => {
    // On the document: the focus may be in the toolbar or the on-screen keyboard, which stay active.
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape") onClose();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [onClose]);
  return html`<div class="dialog-veil">
    <div class="dialog" role="dialog" aria-labelledby="dialog-title">
      <div class="dialog__head">
        <h2 class="dialog__title" id="dialog-title" tabindex="-1" ref=${heading}>${title}</h2>
        <button type="button" class="dialog__close" aria-label=${t("close")} onClick=${onClose}>
          <${Icon} name="close" />
        </button>
      </div>
      <${ScrollAid}><div class="dialog__body stack">${children}</div><//>
      ${foot && html`<div class="dialog__foot">${foot}</div>`}
    </div>
  </div>`;
}
