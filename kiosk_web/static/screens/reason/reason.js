// The reason: a common one to tap, or the patient's own words.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Choices } from "../../components/choices/choices.js";
import { Field } from "../../components/field/field.js";

const REASONS = [
  "reason-check-up",
  "reason-symptom",
  "reason-results",
  "reason-follow-up",
  "reason-prescription",
  "reason-opinion",
];
const LONGEST = 255;

/** @param {import("../table.js").ScreenProps} props */
export function ReasonQuestion({ state, journey }) {
  const { reason, errors } = state;
  const choices = [
    ...REASONS.map((key) => ({ value: key, words: t(key) })),
    { value: "own", words: t("reason-own"), hint: t("reason-own.hint") },
  ];
  const choose = (/** @type {string} */ choice, /** @type {boolean} */ isTouch) => {
    journey.giveReason({ choice });
    // After a touch, focus the field to type in; with the arrow keys, the focus stays in the group.
    if (choice === "own" && isTouch) requestAnimationFrame(() => document.getElementById("reason")?.focus());
  };
  return html`<h1 id="screen-title" tabindex="-1">${t("reason-title")}</h1>
    <p class="screen__lead">${t("reason-lead")}</p>
    <${Choices} name="reason" label=${t("reason-title")} choices=${choices} chosen=${reason.choice ?? undefined} onChoose=${choose} shape="rows" errors=${errors} />
    ${
      reason.choice === "own" &&
      html`<${Field}
      id="reason"
      label=${t("reason-field")}
      value=${reason.words}
      maxLength=${LONGEST}
      onInput=${(/** @type {string} */ words) => journey.giveReason({ words })}
      errors=${errors}
    />`
    }`;
}
