// The questions that the search screen asks in front of itself.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Button } from "../../components/button/button.js";
import { ChoiceDialog } from "../../components/choice/choice.js";
import { DateField } from "../../components/date-field/date-field.js";
import { Dialog } from "../../components/dialog/dialog.js";
import { ErrorSummary } from "../../components/error-summary/error-summary.js";
import { Field } from "../../components/field/field.js";
import { Problem } from "../../components/problem/problem.js";
import { Summary } from "../../components/summary/summary.js";
import { doctorName, WHEN } from "./criteria-words.js";

/** @typedef {import("../../app.js").ScreenProps} ScreenProps */
/** @typedef {import("../../types.js").TypedDate} TypedDate */

const REASONS = [
  "reason-check-up",
  "reason-symptom",
  "reason-results",
  "reason-follow-up",
  "reason-prescription",
  "reason-opinion",
];

/** @param {ScreenProps} props */
export function SearchDialog({ state, journey }) {
  switch (state.dialog) {
    case "specialty":
      return html`<${SpecialtyDialog} state=${state} journey=${journey} />`;
    case "doctor":
      return html`<${DoctorDialog} state=${state} journey=${journey} />`;
    case "when":
      return html`<${WhenDialog} state=${state} journey=${journey} />`;
    case "reason":
      return html`<${ReasonDialog} state=${state} journey=${journey} />`;
    default:
      return null;
  }
}

/** @param {ScreenProps} props */
function SpecialtyDialog({ state, journey }) {
  const options = [
    { value: null, words: t("any-specialty") },
    ...state.specialties.map((one) => ({ value: one.id, words: one.name })),
  ];
  return html`<${ChoiceDialog}
    title=${t("search-choose-specialty")}
    opener="choose-specialty"
    options=${options}
    chosen=${state.criteria.specialtyId}
    onChoose=${journey.chooseSpecialty}
    onClose=${journey.closeDialog}
  />`;
}

/** @param {ScreenProps} props */
function DoctorDialog({ state, journey }) {
  const { specialtyId, doctorId } = state.criteria;
  const doctors = state.doctors.filter((one) => !specialtyId || one.specialty_id === specialtyId);
  const options = [
    { value: null, words: t("any-doctor") },
    ...doctors.map((one) => ({ value: one.id, words: doctorName(one) })),
  ];
  return html`<${ChoiceDialog}
    title=${t("search-choose-doctor")}
    opener="choose-doctor"
    options=${options}
    chosen=${doctorId}
    onChoose=${journey.chooseDoctor}
    onClose=${journey.closeDialog}
  />`;
}

/** @param {ScreenProps} props */
function WhenDialog({ state, journey }) {
  const { when, from, to } = state.criteria;
  const options = Object.entries(WHEN).map(([value, key]) => ({ value, words: t(key) }));
  const range = html`<div class="search__range stack">
    <p class="field__hint">${t("range-hint")}</p>
    <${ErrorSummary} errors=${state.errors} />
    <div class="columns">
      <${DateField} id="from" label=${t("range-from")} value=${from} onInput=${(/** @type {TypedDate} */ typed) => journey.typeRange({ from: typed })} errors=${state.errors} />
      <${DateField} id="to" label=${t("range-to")} value=${to} onInput=${(/** @type {TypedDate} */ typed) => journey.typeRange({ to: typed })} errors=${state.errors} />
    </div>
  </div>`;
  const submit = html`<${Button} kind="primary" id="range-submit" onTap=${journey.confirmRange}>${t("range-submit")}<//>`;
  return html`<${ChoiceDialog}
    title=${t("search-choose-when")}
    opener="choose-when"
    options=${options}
    chosen=${when}
    onChoose=${journey.chooseWhen}
    onClose=${journey.closeDialog}
    foot=${when === "range" && submit}
  >
    ${when === "range" && range}
  <//>`;
}

/** @param {ScreenProps} props */
function ReasonDialog({ state, journey }) {
  const { selected, reason, errors, problem, waiting } = state;
  const isBooking = waiting === "book";
  const foot = html`
    <${Button} id="reason-cancel" isOff=${isBooking} onTap=${journey.closeDialog}>${t("reason-cancel")}<//>
    <${Button} kind="primary" id="reason-submit" isWaiting=${isBooking} onTap=${journey.book}>${t("reason-submit")}<//>
  `;
  const told = problem?.place === "dialog" ? problem : null;
  const title = t(told ? "problem-book-title" : "reason-title");
  // As long as nobody knows whether it was booked, the way on is to ask, or to leave.
  const onClose = told?.unsure || isBooking ? null : journey.closeDialog;
  return html`<${Dialog} title=${title} opener="book" onClose=${onClose} foot=${!told && foot}>
    ${selected && html`<${Summary} consultation=${selected} />`}
    ${told
      ? html`<${Problem} problem=${told} isWaiting=${isBooking} />
          ${told.unsure
            ? html`<${Button} id="problem-log-out" icon="exit" onTap=${journey.logOut}>${t("log-out")}<//>`
            : html`<${Button} id="problem-cancel" onTap=${journey.closeDialog}>${t("reason-cancel")}<//>`}`
      : html`<${ReasonForm} reason=${reason} errors=${errors} journey=${journey} isBooking=${isBooking} />`}
    <p class=${isBooking ? "" : "visually-hidden"} role="status">${isBooking ? t("waiting-book") : ""}</p>
  <//>`;
}

/** @param {{ reason: string, errors: import("../../types.js").FieldError[], journey: ScreenProps["journey"], isBooking: boolean }} props */
function ReasonForm({ reason, errors, journey, isBooking }) {
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    journey.book();
  };
  return html`<form class="stack" onSubmit=${submit} noValidate inert=${isBooking}>
    ${!isBooking && html`<p>${t("reason-lead")}</p>`}
    <${ErrorSummary} errors=${errors} />
    <ul class="options search__reasons">
      ${REASONS.map((key) => {
        const words = t(key);
        return html`<li key=${key}>
          <button
            type="button"
            class="option"
            aria-pressed=${words === reason ? "true" : "false"}
            onClick=${() => journey.typeReason(words)}
          >
            <span>${words}</span>
          </button>
        </li>`;
      })}
    </ul>
    <${Field} id="reason" label=${t("reason-field")} value=${reason} maxLength=${255} onInput=${journey.typeReason} errors=${errors} />
  </form>`;
}
