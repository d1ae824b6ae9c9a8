// All that the page knows. Every word that a patient typed or was shown lives here and nowhere else, so
// that a reset forgets them all: components keep no words of their own.
import { NO_DATE } from "./dates.js";
import { createStore } from "./store.js";

/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {import("./types.js").Consultation} Consultation */
/**
 * @typedef {"attract" | "who" | "name" | "number" | "birth" | "new-number" | "specialty" | "doctor" | "day" | "hour"
 *   | "reason" | "check" | "booked" | "bookings" | "ended"} Screen
 */
/** @typedef {"goodbye" | "expired" | "unsure" | "restarted" | "restarted-unsure"} Ending why the session before is over */
/** @typedef {{ size: 1 | 2 | 3 | 4, isContrast: boolean, isLow: boolean, isListOnly: boolean, isStill: boolean }} Look */
/** @typedef {{ lastName: string, firstName: string, number: string, birth: import("./types.js").TypedDate }} Identity */
/** @typedef {{ specialtyId: number | null, doctorId: number | null }} Wish null means any */
/** @typedef {{ choice: string | null, words: string }} Reason a key of the catalogue, "own", or nothing yet; what was typed */
/**
 * @typedef {object} State
 * @property {number} epoch counts patients: an answer meant for an earlier one is dropped
 * @property {Screen} screen
 * @property {Screen[]} trail the screens that Back leads through
 * @property {import("./types.js").Language} language
 * @property {Look} look
 * @property {"look" | "help" | "leave" | "staff" | null} dialog
 * @property {number | null} secondsLeft what is left of the warning before the booth forgets an absent patient
 * @property {Ending} ending
 * @property {"enter" | "load" | "days" | "hours" | "more" | "book" | "bookings" | null} waiting what the page waits for
 * @property {Problem | null} problem
 * @property {import("./types.js").FieldError[]} errors
 * @property {boolean} isNew
 * @property {Identity} identity
 * @property {string} questioned the number that was pointed out as perhaps mistyped
 * @property {string | null} newNumber
 * @property {boolean} inSession
 * @property {import("./types.js").Specialty[]} specialties
 * @property {import("./types.js").Doctor[]} doctors
 * @property {Wish} wish
 * @property {boolean} isSpecialtyChosen
 * @property {import("./types.js").Calendar | null} calendar
 * @property {string | null} day
 * @property {import("./types.js").Hours | null} hours
 * @property {Consultation | null} consultation
 * @property {Reason} reason
 * @property {Kept | null} kept what stood on the check screen before "Change" was tapped
 * @property {Consultation | null} booked
 * @property {import("./types.js").QrDrawing | null} ticket
 * @property {"no" | "printing" | "printed" | "failed"} printing
 * @property {Consultation[] | null} bookings
 */
/** @typedef {Pick<State, "wish" | "isSpecialtyChosen" | "day" | "consultation" | "hours" | "calendar" | "reason">} Kept */

/** @type {Look} */
export const PLAIN_LOOK = { size: 1, isContrast: false, isLow: false, isListOnly: false, isStill: false };

/** @returns {Pick<State, "wish" | "isSpecialtyChosen" | "calendar" | "day" | "hours" | "consultation" | "reason" | "kept">} */
export const nothingChosen = () => ({
  wish: { specialtyId: null, doctorId: null },
  isSpecialtyChosen: false,
  calendar: null,
  day: null,
  hours: null,
  consultation: null,
  reason: { choice: null, words: "" },
  kept: null,
});

/** @returns {Identity} */
export const nobody = () => ({ lastName: "", firstName: "", number: "", birth: NO_DATE });

/**
 * @param {import("./types.js").Language} language the booth's own
 * @returns {State}
 */
function initial(language) {
  return {
    epoch: 0,
    screen: "attract",
    trail: [],
    language,
    look: PLAIN_LOOK,
    dialog: null,
    secondsLeft: null,
    ending: "goodbye",
    waiting: null,
    problem: null,
    errors: [],
    isNew: false,
    identity: nobody(),
    questioned: "",
    newNumber: null,
    inSession: false,
    specialties: [],
    doctors: [],
    ...nothingChosen(),
    booked: null,
    ticket: null,
    printing: "no",
    bookings: null,
  };
}

/** @param {import("./types.js").Language} language */
export const createState = (language) => createStore(() => initial(language));
/** @typedef {ReturnType<typeof createState>} Store */
