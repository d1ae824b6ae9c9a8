// One consultation in words: with whom, for what, when.
import { html } from "../../html.js";
import { clock, longDay } from "../../dates.js";
import { t } from "../../i18n.js";
import { specialtyName } from "../../specialties.js";

/** @param {{ consultation: import("../../types.js").Consultation }} props */
export function Summary({ consultation }) {
  const line = (/** @type {string} */ term, /** @type {string} */ words) =>
    html`<div class="summary__line">
      <dt>${term}</dt>
      <dd>${words}</dd>
    </div>`;
  return html`<dl class="summary">
    ${line(t("booked-date"), longDay(consultation.date))} ${line(t("booked-hour"), clock(consultation.hour))}
    ${line(t("booked-doctor"), t("doctor-of-row", { name: consultation.doctor }))}
    ${line(t("booked-specialty"), specialtyName(consultation.specialty))}
  </dl>`;
}
