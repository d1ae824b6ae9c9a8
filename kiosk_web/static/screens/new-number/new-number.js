// A new patient's number: large, in groups of three; the patient must confirm having noted it.
import { html } from "../../html.js";
import { t } from "../../i18n.js";

/** @param {import("../table.js").ScreenProps} props */
export function NewNumber({ state }) {
  return html`<h1 id="screen-title" tabindex="-1">${t("number-title")}</h1>
    <p class="new-number__digits" id="new-number">${state.newNumber}</p>
    <p class="screen__lead">${t("number-lead")}</p>
    <p>${t("number-hint")}</p>`;
}
