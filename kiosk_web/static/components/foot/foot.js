// Back on the left, Continue on the right, on every screen in the same place.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Button } from "../button/button.js";

/**
 * @param {object} props
 * @param {(() => void) | null} props.onBack null if there is nothing to go back to
 * @param {string | null} [props.onward] the words on the button that submits the screen's form
 * @param {Parameters<typeof Button>[0]["icon"]} [props.icon]
 * @param {boolean} [props.isWaiting]
 * @param {unknown} [props.children] between the two
 */
export function Foot({ onBack, onward = null, icon, isWaiting = false, children }) {
  return html`<div class="foot">
    ${onBack && html`<${Button} id="back" icon="left" onTap=${onBack}>${t("back")}<//>`}
    ${children}
    ${onward && html`<${Button} kind="primary" id="continue" icon=${icon} isWaiting=${isWaiting}>${onward}<//>`}
  </div>`;
}
