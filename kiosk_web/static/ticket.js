// What the patient takes along, in the patient's language: the entry for a phone's calendar, and the paper.
// The patient's number is not among it: the bridge knows it, and puts it on the paper.
import { clock, longDay } from "./dates.js";
import { language, t } from "./i18n.js";
import { specialtyName } from "./specialties.js";

/** @typedef {import("./types.js").Consultation} Consultation */

/** @param {import("./types.js").Configuration} configuration @returns {string} where to go and what to bring */
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

/**
 * @param {Consultation} consultation
 * @param {import("./types.js").Configuration} configuration
 */
export function printedTicket(consultation, configuration) {
  return {
    title: t("ticket-title"),
    lines: [
      [t("booked-date"), longDay(consultation.date)],
      [t("booked-hour"), clock(consultation.hour)],
      [t("booked-doctor"), t("doctor-of-row", { name: consultation.doctor })],
      [t("booked-specialty"), specialtyName(consultation.specialty)],
    ],
    notes: [arrivalWords(configuration), cancelWords(configuration)],
    number_label: t("field-number"),
    entry: calendarEntry(consultation),
  };
}

/** @param {import("./types.js").Configuration} configuration */
export function cancelWords({ hospital }) {
  return hospital.phone ? t("booked-cancel-call", { phone: phoneWords(hospital) }) : t("booked-cancel");
}

/** A phone number that no line break takes apart. @param {import("./types.js").Configuration["hospital"]} hospital */
export function phoneWords({ phone }) {
  return phone.replaceAll(" ", "\u00a0");
}
