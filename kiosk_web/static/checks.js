// What a form says before anything is sent: which field to look at again, and why. No sentence here, only keys.
import { isEmpty, isNoSuchDay, readDate, today } from "./dates.js";
import { digitsOf, looksMistyped } from "./patient-number.js";

/** @typedef {import("./types.js").FieldError} FieldError */
/** @typedef {import("./state.js").Identity} Identity */

/** A Belgian national register number has this many digits; patients type it by mistake. */
const REGISTER_DIGITS = 11;

/** @param {Identity} identity @returns {FieldError[]} */
function checkNames(identity) {
  const errors = [];
  if (!identity.lastName.trim()) errors.push({ field: "last-name", message: "check-last-name" });
  if (!identity.firstName.trim()) errors.push({ field: "first-name", message: "check-first-name" });
  return errors;
}

/**
 * @param {Identity} identity
 * @param {string} questioned a number that was pointed out before: said twice, it is meant
 * @returns {FieldError[]}
 */
export function checkIdentity(identity, questioned) {
  const errors = checkNames(identity);
  const digits = digitsOf(identity.number);
  const say = (/** @type {string} */ message) => errors.push({ field: "patient-number", message });
  if (!digits) say("check-number-missing");
  else if (digits.length === REGISTER_DIGITS) say("check-number-register");
  else if (Number(digits) < 1 || Number(digits) > 2147483647) say("check-number-length");
  else if (looksMistyped(digits) && digits !== questioned) say("check-number-slip");
  return errors;
}

/**
 * @param {Identity} identity
 * @returns {{ errors: FieldError[], birthDate: string | null }}
 */
export function checkNewPatient(identity) {
  const errors = checkNames(identity);
  if (isEmpty(identity.birth)) return { errors, birthDate: null };
  const birthDate = readDate(identity.birth);
  if (!birthDate || birthDate > today() || birthDate < "1880-01-01") {
    errors.push({ field: "birth-day", message: isNoSuchDay(identity.birth) ? "check-no-such-day" : "check-birth-date" });
  }
  return { errors, birthDate };
}

/**
 * @param {import("./state.js").Criteria} criteria
 * @returns {FieldError[]}
 */
export function checkRange(criteria) {
  const from = readDate(criteria.from);
  const to = readDate(criteria.to);
  const errors = [];
  if (!isEmpty(criteria.from) && !from) errors.push({ field: "from-day", message: isNoSuchDay(criteria.from) ? "check-no-such-day" : "check-from" });
  if (!isEmpty(criteria.to) && !to) errors.push({ field: "to-day", message: isNoSuchDay(criteria.to) ? "check-no-such-day" : "check-to" });
  else if (to && to < today()) errors.push({ field: "to-day", message: "check-to-past" });
  else if (from && to && from > to) errors.push({ field: "to-day", message: "check-order" });
  return errors;
}
