// The hospital's specialties in the patient's language. The database has each name in one language; a name listed in
// specialty-table.js is translated and gets a plain-language hint. Any other name is shown unchanged.
import { t } from "../i18n.js";
import { wordsOf } from "./letters.js";
import { SPECIALTIES } from "./specialty-table.js";

/** @typedef {import("./specialty-table.js").Specialty} Specialty */

/** Stop words of the four languages, folded. */
const STOP_WORDS = new Set(
  (
    "abteilung afdeling and consultation consultations das de departement department der des die dienst du een en " +
    "et for fur het la le les of service the und van voor"
  ).split(" "),
);

/** @type {Map<string, Specialty>} */
const known = new Map();
for (const specialty of SPECIALTIES) for (const name of specialty.names) known.set(fold(name), specialty);

/**
 * Return a name in the form in which names are compared: "Service de Gastro-entérologie" equals "GASTROENTEROLOGIE".
 * @param {string} name
 */
function fold(name) {
  const words = wordsOf(name.replaceAll(/\b[dl]['’]/giu, ""));
  return words.filter((word) => !STOP_WORDS.has(word)).join("");
}

/**
 * @param {string} name as the database has it
 * @returns {Specialty | null} null if the booth does not know it
 */
export function specialtyOf(name) {
  return known.get(fold(name)) ?? null;
}

/**
 * @param {string} name as the database has it
 * @returns {string} in the page's language, or unchanged if it is not known
 */
export function specialtyName(name) {
  const specialty = specialtyOf(name);
  return specialty ? t(specialty.message) : name;
}

/**
 * @param {string} name as the database has it
 * @returns {string} what it is for, in plain words of the page's language; "" if it is not known
 */
export function specialtyHint(name) {
  const specialty = specialtyOf(name);
  return specialty ? t(`${specialty.message}.hint`) : "";
}
