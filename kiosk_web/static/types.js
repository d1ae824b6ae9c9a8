// The shapes that several modules share. Types only: nothing here exists at run time.

/** @typedef {{ id: number, name: string }} Specialty */
/** @typedef {{ id: number, last_name: string, first_name: string, specialty_id: number }} Doctor */
/**
 * @typedef {object} Consultation
 * @property {number} id
 * @property {number} doctor_id
 * @property {string} doctor "First Last"
 * @property {number} specialty_id
 * @property {string} specialty
 * @property {string} date YYYY-MM-DD
 * @property {string} hour HH:MM
 */
/** @typedef {{ day: string, month: string, year: string }} TypedDate what stands in three fields */
/** @typedef {"soon" | "week" | "month" | "range"} When */
/** @typedef {{ field: string, message: string }} FieldError `field` is the id of the input */
/**
 * @typedef {object} Problem
 * @property {string} code a code of the protocol, or one of the bridge's
 * @property {"form" | "results" | "dialog"} place where on the screen it is told
 * @property {boolean} booking whether a booking was being made
 * @property {boolean} unsure whether "nothing was booked" is not certain
 * @property {number} notBefore milliseconds of `Date.now()`: trying earlier is pointless
 * @property {(() => void) | null} retry
 */
/**
 * @typedef {object} Results
 * @property {Consultation[]} rows
 * @property {string | null} next
 * @property {"none" | "dates" | "doctor"} widened what was left out of the criteria to find anything
 */
/**
 * What `next` and `ok` hold depends on the method.
 * @typedef {{ ok?: any, code?: string, retry_after?: number, unsure?: boolean }} Reply
 */
/** @typedef {(method: string, ...args: unknown[]) => Promise<Reply>} Transport */

export {};
