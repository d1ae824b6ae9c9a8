// The birth date of a new patient. Optional, and it may not be known: reception can ask for it.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Tick } from "../../components/choices/tick.js";
import { DateField } from "../../components/date-field/date-field.js";

/** @param {import("../table.js").ScreenProps} props */
export function Birth({ state, journey }) {
  const { birth, isBirthUnknown } = state.identity;
  return html`<h1 id="screen-title" tabindex="-1">${t("birth-title")}</h1>
    ${
      !isBirthUnknown &&
      html`<${DateField}
      id="birth"
      label=${t("field-birth")}
      hint=${t("field-birth.hint")}
      value=${birth}
      onInput=${(/** @type {import("../../types.js").TypedDate} */ typed) => journey.type({ birth: typed })}
      errors=${state.errors}
    />`
    }
    <${Tick} id="birth-unknown" words=${t("birth-unknown")} hint=${t("birth-unknown.hint")} isOn=${isBirthUnknown} onTap=${journey.knowNoBirthDate} />`;
}
