// A button. It reacts to a touch at once (touch/presses.js) and shows when it is waiting: a patient who sees no reaction
// taps again.
import { html } from "../../html.js";
import { Icon } from "../icon/icon.js";

/**
 * @param {object} props
 * @param {() => void} [props.onTap] left out where the button submits its form
 * @param {"primary" | "secondary"} [props.kind]
 * @param {boolean} [props.isWaiting]
 * @param {boolean} [props.isOff] disabled, but focusable, so that its text can be read
 * @param {Parameters<typeof Icon>[0]["name"]} [props.icon]
 * @param {string} [props.id]
 * @param {unknown} [props.children]
 */
export function Button({ onTap, kind = "secondary", isWaiting = false, isOff = false, icon, id, children }) {
  const act = (/** @type {MouseEvent} */ event) => {
    if (isOff || isWaiting) event.preventDefault();
    else onTap?.();
  };
  return html`<button
    id=${id}
    type=${onTap ? "button" : "submit"}
    class="button button--${kind}"
    aria-disabled=${isOff ? "true" : undefined}
    aria-busy=${isWaiting ? "true" : undefined}
    onClick=${act}
  >
    ${icon && html`<${Icon} name=${icon} />`}
    <span>${children}</span>
  </button>`;
}
