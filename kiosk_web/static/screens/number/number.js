// The number of a new patient: large, in groups of three, and not passed by without a confirmation.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { grouped } from "../../patient-number.js";
import { Actions } from "../../components/actions/actions.js";
import { Button } from "../../components/button/button.js";

/** @param {import("../../app.js").ScreenProps} props */
export function NewNumber({ state }) {
  const number = grouped(state.newNumber ?? "");
  return html`<div class="screen new-number">
    <h1 id="screen-title" tabindex="-1">${t("number-title")}</h1>
    <p class="new-number__digits" id="new-number">${number}</p>
    <p class="screen__lead">${t("number-lead")}</p>
    <p>${t("number-hint")}</p>
  </div>`;
}

/** @param {import("../../app.js").ScreenProps} props */
export function NewNumberActions({ journey }) {
  return html`<${Actions}>
    <${Button} kind="primary" id="number-noted" icon="check" onTap=${journey.numberNoted}>${t("number-noted")}<//>
  <//>`;
}
