// Validation before anything is sent: which field to correct, and why. Message keys, no text.
import { isEmpty, isNoSuchDay, readDate, today } from "../domain/dates.js";
import { looksMistyped } from "../domain/patient-number.js";

/** @typedef {import("../types.js").FieldError} FieldError */

/** A Belgian national register number has this many digits; patients type it by mistake. */
const REGISTER_DIGITS = 11;
const LARGEST_NUMBER = 2147483647;
const EARLIEST_BIRTH = "1880-01-01";

/**
 * @param {import("../state.js").Identity} identity
 * @param {boolean} isNew a new patient's names have a letter; whoever is there may be called as they are
 * @returns {FieldError[]}
 */
export function checkNames(identity, isNew) {
  const errors = [];
  const isName = (/** @type {string} */ name) => (isNew ? /\p{L}/u.test(name) : name.trim() !== "");
  if (!isName(identity.lastName))
    errors.push({ field: "last-name", message: identity.isOneName ? "check-one-name" : "check-last-name" });
  if (!identity.isOneName && !isName(identity.firstName)) errors.push({ field: "first-name", message: "check-first-name" });
  return errors;
}

/**
 * @param {string} digits of a patient number
 * @param {string} questioned the number that was last reported as mistyped: typed again, it is accepted
 * @returns {FieldError[]}
 */
export function checkNumber(digits, questioned) {
  const say = (/** @type {string} */ message) => [{ field: "patient-number", message }];
  if (!digits) return say("check-number-missing");
  if (digits.length === REGISTER_DIGITS) return say("check-number-register");
  if (Number(digits) < 1 || Number(digits) > LARGEST_NUMBER) return say("check-number-length");
  if (looksMistyped(digits) && digits !== questioned) return say("check-number-slip");
  return [];
}

/**
 * @param {import("../state.js").Identity} identity
 * @returns {{ errors: FieldError[], birthDate: string | null }} no date where it was left out or is not known
 */
export function checkBirth({ birth, isBirthUnknown }) {
  const birthDate = isBirthUnknown ? null : readDate(birth);
  const wrong = isBirthUnknown || isEmpty(birth) ? null : birthError(birth, birthDate);
  return { errors: wrong ? [wrong] : [], birthDate: wrong ? null : birthDate };
}

/**
 * @param {import("../types.js").TypedDate} birth
 * @param {string | null} date the day that it names
 * @returns {FieldError | null}
 */
function birthError(birth, date) {
  const missing = /** @type {const} */ (["day", "month", "year"]).filter((part) => !birth[part].trim());
  if (missing.length) {
    const isLoneYear = missing.length === 2 && birth.year.trim();
    return { field: `birth-${missing[0]}`, message: isLoneYear ? "check-lone-year" : "check-birth-parts" };
  }
  if (isNoSuchDay(birth)) return { field: "birth-day", message: "check-no-such-day" };
  if (date && date > today()) return { field: "birth-year", message: "check-future" };
  return date && date >= EARLIEST_BIRTH ? null : { field: "birth-year", message: "check-birth-date" };
}
