// The patient's name, known or new. Every letter people have is taken as it is.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Field } from "../../components/field/field.js";

/** @param {import("../table.js").ScreenProps} props */
export function Name({ state, journey }) {
  const { identity, errors } = state;
  return html`<h1 id="screen-title" tabindex="-1">${t("name-title")}</h1>
    <div class="columns">
      <${Field}
        id="last-name"
        label=${t("field-last-name")}
        keyboard="name"
        value=${identity.lastName}
        onInput=${(/** @type {string} */ lastName) => journey.type({ lastName })}
        errors=${errors}
      />
      <${Field}
        id="first-name"
        label=${t("field-first-name")}
        keyboard="name"
        value=${identity.firstName}
        onInput=${(/** @type {string} */ firstName) => journey.type({ firstName })}
        errors=${errors}
      />
    </div>`;
}
