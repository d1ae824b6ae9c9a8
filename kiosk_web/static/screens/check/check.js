// Everything once more before it counts. Nothing is booked yet, and the screen says so; each answer can be changed.
import { html } from "../../html.js";
import { clock, longDay } from "../../dates.js";
import { t } from "../../i18n.js";
import { specialtyName } from "../../specialties.js";
import { Button } from "../../components/button/button.js";

/** @param {import("../table.js").ScreenProps} props */
export function Check({ state, journey }) {
  const { consultation, reason, waiting, problem } = state;
  if (!consultation) return null;
  // As long as nobody knows whether it was booked, no answer may be changed: the way on is to ask, or to leave.
  const isFixed = waiting === "book" || problem?.unsure === true;
  const own = reason.choice === "own" ? reason.words : t(reason.choice ?? "");
  const line = (/** @type {import("../../state.js").Screen} */ screen, /** @type {string} */ term, /** @type {string} */ words) =>
    html`<div class="check__line">
      <dt>${term}</dt>
      <dd>${words}</dd>
      <dd class="check__change">
        <${Button} id="change-${screen}" isOff=${isFixed} onTap=${() => journey.change(screen)}>
          ${t("change")}<span class="visually-hidden"> ${term}</span>
        <//>
      </dd>
    </div>`;
  return html`<h1 id="screen-title" tabindex="-1">${t("check-title")}</h1>
    ${!problem && html`<p class="check__not-yet"><strong>${t(waiting === "book" ? "waiting-book" : "check-not-yet")}</strong></p>`}
    <dl class="check">
      ${line("specialty", t("booked-specialty"), specialtyName(consultation.specialty))}
      ${line("doctor", t("booked-doctor"), t("doctor-of-row", { name: consultation.doctor }))}
      ${line("day", t("booked-date"), longDay(consultation.date))} ${line("hour", t("booked-hour"), clock(consultation.hour))}
      ${line("reason", t("reason-field"), own)}
    </dl>
    <p class="visually-hidden" role="status">${waiting === "book" ? t("waiting-book") : ""}</p>`;
}
