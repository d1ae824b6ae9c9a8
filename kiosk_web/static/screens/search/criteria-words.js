// The criteria as the patient reads them.
import { longDay, readDate } from "../../dates.js";
import { t } from "../../i18n.js";

/** @typedef {import("../../state.js").State} State */

/** @param {State} state */
export function specialtyWords({ specialties, criteria }) {
  return specialties.find((one) => one.id === criteria.specialtyId)?.name ?? t("any-specialty");
}

/** @param {State} state */
export function doctorWords({ doctors, criteria }) {
  const doctor = doctors.find((one) => one.id === criteria.doctorId);
  return doctor ? doctorName(doctor) : t("any-doctor");
}

/** @param {import("../../types.js").Doctor} doctor */
export function doctorName(doctor) {
  return t("doctor-name", { first: doctor.first_name, last: doctor.last_name });
}

/** @type {Record<import("../../types.js").When, string>} */
export const WHEN = { soon: "when-soon", week: "when-week", month: "when-month", range: "when-range" };

/** @param {State} state */
export function whenWords({ criteria }) {
  if (criteria.when !== "range") return t(WHEN[criteria.when]);
  const from = readDate(criteria.from);
  const to = readDate(criteria.to);
  if (from && to) return t("when-range-of", { from: longDay(from), to: longDay(to) });
  if (from) return t("when-range-from", { from: longDay(from) });
  if (to) return t("when-range-to", { to: longDay(to) });
  return t("when-range");
}
