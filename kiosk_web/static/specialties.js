// What the hospital's specialties are called in the patient's language. The database names them in one language;
// a name in specialty-table.js is said in the page's, with a hint in plain words. Any other stays as it is.
import { t } from "./i18n.js";
import { SPECIALTIES } from "./specialty-table.js";

/** @typedef {import("./specialty-table.js").Specialty} Specialty */

/** Words that say nothing of the specialty, folded, in the four languages. */
const EMPTY = new Set(
  ("abteilung afdeling and consultation consultations das de departement department der des die dienst du een en " +
    "et for fur het la le les of service the und van voor").split(" "),
);

/** @type {Map<string, Specialty>} */
const known = new Map();
for (const specialty of SPECIALTIES) for (const name of specialty.names) known.set(fold(name), specialty);

/**
 * A name as it is compared: "Service de Gastro-entérologie" and "GASTROENTEROLOGIE" are one.
 * @param {string} name
 */
function fold(name) {
  const plain = name.toLowerCase().replaceAll("ß", "ss").replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFD");
  const words = plain.replaceAll(/\p{M}|\b[dl]['’]/gu, "").split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => !EMPTY.has(word)).join("");
}

/**
 * @param {string} name as the database has it
 * @returns {Specialty | null} null for one that the booth does not know
 */
export function specialtyOf(name) {
  return known.get(fold(name)) ?? null;
}

/**
 * @param {string} name as the database has it
 * @returns {string} in the page's language where it is known, else as it is
 */
export function specialtyName(name) {
  const specialty = specialtyOf(name);
  return specialty ? t(specialty.message) : name;
}

/**
 * @param {string} name as the database has it
 * @returns {string} what it is for, in plain words of the page's language; nothing where it is not known
 */
export function specialtyHint(name) {
  const specialty = specialtyOf(name);
  return specialty ? t(`${specialty.message}.hint`) : "";
}
