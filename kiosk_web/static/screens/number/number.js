// The number of a patient who is already registered.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { NumberField } from "../../components/field/field.js";

/** @param {import("../table.js").ScreenProps} props */
export function PatientNumber({ state, journey }) {
  return html`<h1 id="screen-title" tabindex="-1">${t("patient-number-title")}</h1>
    <${NumberField}
      value=${state.identity.number}
      onInput=${(/** @type {string} */ number) => journey.type({ number })}
      errors=${state.errors}
    />`;
}
