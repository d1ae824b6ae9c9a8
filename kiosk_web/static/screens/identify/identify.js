// A patient who has a number says who they are.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Actions } from "../../components/actions/actions.js";
import { Button } from "../../components/button/button.js";
import { ErrorSummary } from "../../components/error-summary/error-summary.js";
import { Field, NumberField } from "../../components/field/field.js";
import { Problem } from "../../components/problem/problem.js";

/** @param {import("../../app.js").ScreenProps} props */
export function Identify({ state, journey }) {
  const { identity, errors, problem } = state;
  return html`<div class="screen">
    <h1 id="screen-title" tabindex="-1">${t("identify-title")}</h1>
    <p class="screen__lead">${t("identify-lead")}</p>
    ${problem && html`<${Problem} problem=${problem} isWaiting=${state.waiting === "enter"} />`}
    <${ErrorSummary} errors=${errors} />
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
      <${NumberField} value=${identity.number} onInput=${(/** @type {string} */ number) => journey.type({ number })} errors=${errors} />
    </div>
  </div>`;
}

/** @param {import("../../app.js").ScreenProps} props */
export function IdentifyActions({ state, journey }) {
  return html`<${Actions}>
    <${Button} icon="left" id="back" onTap=${journey.startOver}>${t("back")}<//>
    <${Button} kind="primary" id="submit" isWaiting=${state.waiting === "enter"}>${t("identify-submit")}<//>
    <p class="visually-hidden" role="status">${state.waiting === "enter" ? t("waiting-enter") : ""}</p>
  <//>`;
}
