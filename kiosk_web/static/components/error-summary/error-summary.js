// The fields to correct, at the top of a form. Its first line takes the focus, so that it is read first; each line leads
// to its field (WCAG 2.2, 3.3.1). No alert: a screen reader would say it twice, as an alert and for the focus.
import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../icon/icon.js";
import { showFromTheTop } from "../top-message.js";

/** @param {{ errors: import("../../types.js").FieldError[] }} props */
export function ErrorSummary({ errors }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    if (errors.length) showFromTheTop(box.current?.querySelector("button") ?? null);
  }, [errors]);
  if (!errors.length) return null;
  return html`<section class="error-summary" role="group" ref=${box} aria-labelledby="errors-title">
    <h2 id="errors-title"><${Icon} name="hand" /> ${t("errors-title")}</h2>
    <ul>
      ${errors.map(
        ({ field, message }) =>
          html`<li>
            <button type="button" class="error-summary__link" onClick=${() => document.getElementById(field)?.focus()}>
              ${t(message)}
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}
