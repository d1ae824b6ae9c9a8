// What to look at again, at the top of a form. It takes the focus, so that it is read aloud and seen first;
// each line leads to its field (WCAG 3.3.1).
import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../icon/icon.js";
import { showFromTheTop } from "../top-message.js";

/** @param {{ errors: import("../../types.js").FieldError[] }} props */
export function ErrorSummary({ errors }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    if (errors.length) showFromTheTop(box.current);
  }, [errors]);
  if (!errors.length) return null;
  return html`<section class="error-summary" role="alert" tabindex="-1" ref=${box} aria-labelledby="errors-title">
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
