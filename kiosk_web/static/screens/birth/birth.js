// The birth date of a new patient. It may be left out: the hospital's desk can ask for it.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { DateField } from "../../components/date-field/date-field.js";

/** @param {import("../table.js").ScreenProps} props */
export function Birth({ state, journey }) {
  return html`<h1 id="screen-title" tabindex="-1">${t("birth-title")}</h1>
    <${DateField}
      id="birth"
      label=${t("field-birth")}
      hint=${t("field-birth.hint")}
      value=${state.identity.birth}
      onInput=${(/** @type {import("../../types.js").TypedDate} */ birth) => journey.type({ birth })}
      errors=${state.errors}
    />`;
}
