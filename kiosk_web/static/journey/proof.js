// What the patient takes home, in their language: the entry for a phone's calendar, and the printed ticket. The patient
// number is not here: the bridge adds it to the ticket.
import { clock, longDay } from "../domain/dates.js";
import { language, t } from "../i18n.js";
import { specialtyName } from "../domain/specialties.js";

/** @typedef {import("../types.js").Consultation} Consultation */

/** @param {import("../types.js").Configuration} configuration @returns {string} where to go and what to bring */
export function arrivalWords(configuration) {
  return configuration.hospital.arrival[language()] || t("booked-arrival");
}

/** @param {Consultation} consultation */
export function calendarEntry(consultation) {
  return {
    date: consultation.date,
    hour: consultation.hour,
    summary: t("ticket-summary", { specialty: specialtyName(consultation.specialty) }),
    description: t("doctor-of-row", { name: consultation.doctor }),
  };
}

/** @param {Consultation} consultation @returns {[string, string][]} when, with whom and for what, each with its label */
export const consultationLines = ({ date, hour, doctor, specialty }) => [
  [t("booked-date"), longDay(date)],
  [t("booked-hour"), clock(hour)],
  [t("booked-doctor"), t("doctor-of-row", { name: doctor })],
  [t("booked-specialty"), specialtyName(specialty)],
];

/**
 * @param {Consultation} consultation
 * @param {import("../types.js").Configuration} configuration
 */
export function printedTicket(consultation, configuration) {
  return {
    title: t("ticket-title"),
    lines: consultationLines(consultation),
    notes: [arrivalWords(configuration), cancelWords(configuration)],
    number_label: t("field-number"),
    entry: calendarEntry(consultation),
  };
}

/** @param {import("../types.js").Configuration} configuration */
export function cancelWords({ hospital }) {
  return hospital.phone ? t("booked-cancel-call", { phone: phoneWords(hospital) }) : t("booked-cancel");
}

/** A phone number that no line break takes apart. @param {import("../types.js").Configuration["hospital"]} hospital */
export function phoneWords({ phone }) {
  return phone.replaceAll(" ", "\u00a0");
}
