// What a form says before anything is sent: which field to look at again, and why. No sentence here, only keys.
import { isEmpty, isNoSuchDay, readDate, today } from "./dates.js";
import { looksMistyped } from "./patient-number.js";

/** @typedef {import("./types.js").FieldError} FieldError */

/** A Belgian national register number has this many digits; patients type it by mistake. */
const REGISTER_DIGITS = 11;
const LARGEST_NUMBER = 2147483647;
const EARLIEST_BIRTH = "1880-01-01";

/** @param {import("./state.js").Identity} identity @returns {FieldError[]} */
export function checkNames(identity) {
  const errors = [];
  if (!identity.lastName.trim()) errors.push({ field: "last-name", message: "check-last-name" });
  if (!identity.firstName.trim()) errors.push({ field: "first-name", message: "check-first-name" });
  return errors;
}

/**
 * @param {string} digits of a patient number
 * @param {string} questioned a number that was pointed out before: said twice, it is meant
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
 * @param {import("./types.js").TypedDate} birth
 * @returns {{ errors: FieldError[], birthDate: string | null }}
 */
export function checkBirth(birth) {
  if (isEmpty(birth)) return { errors: [], birthDate: null };
  const birthDate = readDate(birth);
  if (birthDate && birthDate <= today() && birthDate >= EARLIEST_BIRTH) return { errors: [], birthDate };
  return { errors: [{ field: "birth-day", message: isNoSuchDay(birth) ? "check-no-such-day" : "check-birth-date" }], birthDate };
}
