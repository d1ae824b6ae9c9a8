// All answers once more before booking. The screen says that nothing is booked yet; each answer can be changed.
import { html } from "../../html.js";
import { clock, longDay } from "../../domain/dates.js";
import { t } from "../../i18n.js";
import { specialtyName } from "../../domain/specialties.js";
import { AnswerLine } from "../../components/answer-line/answer-line.js";

/** @param {import("../table.js").ScreenProps} props */
export function Check({ state, journey }) {
  const { consultation, reason, waiting, problem } = state;
  if (!consultation) return null;
  // While the outcome of a booking is unknown, no answer may be changed: the patient can only check it, or leave.
  const isFixed = waiting === "book" || problem?.unsure === true;
  const own = reason.choice === "own" ? reason.words : t(reason.choice ?? "");
  const [day, hour] = [longDay(consultation.date), clock(consultation.hour)];
  const doctor = t("doctor-of-row", { name: consultation.doctor });
  const line = (/** @type {import("../../state.js").Screen} */ screen, /** @type {string} */ term, /** @type {string} */ words) =>
    html`<${AnswerLine} id="change-${screen}" term=${term} words=${words} isFixed=${isFixed} onChange=${() => journey.change(screen)} />`;
  return html`<h1 id="screen-title" tabindex="-1">${t("check-title")}</h1>
    <p class="check__what" aria-hidden="true">${day}\u00a0· ${hour}\u00a0· ${doctor.replace(" ", "\u00a0")}</p>
    ${!problem && html`<p class="check__not-yet"><strong>${t(waiting === "book" ? "waiting-book" : "check-not-yet")}</strong></p>`}
    <dl class="check">
      ${line("day", t("booked-date"), day)} ${line("hour", t("booked-hour"), hour)} ${line("doctor", t("booked-doctor"), doctor)}
      ${line("specialty", t("booked-specialty"), specialtyName(consultation.specialty))}
      ${line("reason", t("reason-field"), own)}
    </dl>
    <p class="visually-hidden" role="status">${waiting === "book" ? t("waiting-book") : ""}</p>`;
}
