// A button. It answers a touch at once (it sinks: pressed.js), and says when it is waiting: a patient who sees nothing
// happen taps again.
import { html } from "../../html.js";
import { Icon } from "../icon/icon.js";

/**
 * @param {object} props
 * @param {() => void} [props.onTap] left out where the button submits its form
 * @param {"primary" | "secondary"} [props.kind]
 * @param {boolean} [props.isWaiting]
 * @param {boolean} [props.isOff] stays reachable by keyboard, so that its words can still be read
 * @param {boolean} [props.isSettling] not yet for a finger, which may still be tapping what stood here before
 * @param {Parameters<typeof Icon>[0]["name"]} [props.icon]
 * @param {string} [props.id]
 * @param {unknown} [props.children]
 */
export function Button({ onTap, kind = "secondary", isWaiting = false, isOff = false, isSettling = false, icon, id, children }) {
  const act = (/** @type {MouseEvent} */ event) => {
    if (isOff || isWaiting || (isSettling && event.detail > 0)) event.preventDefault();
    else onTap?.();
  };
  return html`<button
    id=${id}
    type=${onTap ? "button" : "submit"}
    class="button button--${kind}"
    aria-disabled=${isOff || isSettling ? "true" : undefined}
    data-settling=${isSettling ? "true" : undefined}
    aria-busy=${isWaiting ? "true" : undefined}
    onClick=${act}
  >
    ${icon && html`<${Icon} name=${icon} />`}
    <span>${children}</span>
  </button>`;
}
