// The shapes that several modules share. Types only: nothing here exists at run time.

/** @typedef {import("./i18n.js").Language} Language */
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
/** @typedef {{ field: string, message: string }} FieldError `field` is the id of the input */
/**
 * @typedef {object} Problem
 * @property {string} code a code of the protocol, or one of the bridge's
 * @property {boolean} booking whether a booking was being made
 * @property {boolean} unsure whether "nothing was booked" is not certain
 * @property {number} notBefore milliseconds of `Date.now()`: trying earlier is pointless
 * @property {boolean} isAutomatic whether the booth tries again by itself at that moment
 * @property {(() => void) | null} retry
 */
/**
 * @typedef {object} Calendar what is known of the free days for the wish as it stands
 * @property {Map<string, number>} days YYYY-MM-DD to free consultations; only days that have some
 * @property {{ from: string, to: string }} covered the days for which that is all
 * @property {string | null} nextDate the first free day after them
 * @property {string} first the Monday of the five weeks shown
 */
/**
 * @typedef {object} Hours
 * @property {Consultation[]} rows
 * @property {string | null} next
 * @property {boolean} isNearest instead of one day's: what is nearest to a consultation that was taken
 */
/** @typedef {{ size: number, path: string }} QrDrawing modules along a side; an SVG path of the dark ones */
/**
 * @typedef {object} Configuration
 * @property {Language} language the booth's own
 * @property {{ name: string, phone: string, logo: string | null, colour: string | null,
 *   welcome: Record<Language, string>, arrival: Record<Language, string> }} hospital
 * @property {{ idle: number, warning: number, booked: number, limit: number }} times seconds
 * @property {Language[]} speech the languages that have a voice
 * @property {boolean} printer
 * @property {boolean} staff_exit
 * @property {"none" | "session" | "unsure"} interrupted what the page before this one left behind
 */
/**
 * What happens after a refusal, as kiosk_web/calls/outcomes.py decides: call again without a tap; change what was
 * typed; choose another consultation; leave, the session is over; try again with a tap.
 * @typedef {"again" | "change" | "choose" | "over" | "tap"} Then
 */
/**
 * `ok` depends on the method. `retry_after` is in seconds. `unsure`: a booking may have been made, or a ticket printed,
 * all the same.
 * `isLost`: the bridge was called and its answer never came; only the page sees that.
 * @typedef {{ ok?: any, code?: string, then?: Then, retry_after?: number, unsure?: boolean, isLost?: boolean }} Reply
 */
/** @typedef {(method: string, ...args: unknown[]) => Promise<Reply>} Transport */

export {};
