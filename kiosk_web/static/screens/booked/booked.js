// Booked: what, with whom, when, and that nothing remains to be done. The reason is not shown again.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Actions } from "../../components/actions/actions.js";
import { Button } from "../../components/button/button.js";
import { Icon } from "../../components/icon/icon.js";
import { Summary } from "../../components/summary/summary.js";

/** @param {import("../../app.js").ScreenProps} props */
export function Booked({ state }) {
  return html`<div class="screen booked">
    <div class="booked__banner">
      <span class="booked__mark"><${Icon} name="check" /></span>
      <div>
        <h1 id="screen-title" tabindex="-1">${t("booked-title")}</h1>
        <p class="screen__lead">${t("booked-lead")}</p>
      </div>
    </div>
    ${state.booked && html`<${Summary} consultation=${state.booked} />`}
    <p><strong>${t("booked-keep")}</strong></p>
    <h2>${t("booked-next-title")}</h2>
    <p>${t("booked-next")}</p>
    <p>${t("booked-cancel")}</p>
  </div>`;
}

/** @param {import("../../app.js").ScreenProps} props */
export function BookedActions({ journey }) {
  return html`<${Actions}>
    <${Button} id="book-another" onTap=${journey.bookAnother}>${t("booked-another")}<//>
    <${Button} kind="primary" id="finish" icon="exit" onTap=${journey.logOut}>${t("log-out")}<//>
  <//>`;
}
