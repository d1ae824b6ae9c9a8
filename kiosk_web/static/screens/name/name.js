// The patient's name. Every letter is accepted, and one name alone.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Tick } from "../../components/choices/tick.js";
import { Field } from "../../components/field/field.js";

/** @param {import("../table.js").ScreenProps} props */
export function Name({ state, journey }) {
  const { identity, errors } = state;
  const { isOneName } = identity;
  return html`<h1 id="screen-title" tabindex="-1">${t("name-title")}</h1>
    <div class="columns">
      <${Field}
        id="last-name"
        label=${t(isOneName ? "field-one-name" : "field-last-name")}
        keyboard="name"
        value=${identity.lastName}
        onInput=${(/** @type {string} */ lastName) => journey.type({ lastName })}
        errors=${errors}
      />
      ${
        !isOneName &&
        html`<${Field}
        id="first-name"
        label=${t("field-first-name")}
        keyboard="name"
        value=${identity.firstName}
        onInput=${(/** @type {string} */ firstName) => journey.type({ firstName })}
        errors=${errors}
      />`
      }
    </div>
    <${Tick} id="one-name" words=${t("name-one")} hint=${t("name-one.hint")} isOn=${isOneName} onTap=${journey.haveOneName} />`;
}
