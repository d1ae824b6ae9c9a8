// The page's state, and the store that holds it. What a patient typed or was shown lives here and nowhere else, so that
// one reset forgets it all: components keep no words of their own.
import { NO_DATE } from "./domain/dates.js";

/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {import("./types.js").Consultation} Consultation */
/**
 * @typedef {"attract" | "who" | "name" | "number" | "birth" | "confirm-name" | "new-number" | "specialty" | "doctor" | "day" | "hour"
 *   | "reason" | "check" | "booked" | "bookings" | "ended"} Screen
 */
/** @typedef {"goodbye" | "expired" | "unsure" | "restarted" | "restarted-unsure"} Ending why the last session ended */
/** @typedef {{ size: 1 | 2 | 3 | 4, isContrast: boolean, isLow: boolean, isListOnly: boolean, isStill: boolean }} Look */
/**
 * @typedef {{ lastName: string, firstName: string, isOneName: boolean, number: string, birth: import("./types.js").TypedDate,
 *   isBirthUnknown: boolean }} Identity the only name is in `lastName`; `firstName` then counts for nothing
 */
/** @typedef {{ specialtyId: number | null, doctorId: number | null }} Wish null means any */
/** @typedef {{ choice: string | null, words: string }} Reason a message key, "own" or null; the typed text */
/**
 * @typedef {object} State
 * @property {number} epoch counts patients: a reply for an earlier one is dropped
 * @property {Screen} screen
 * @property {Screen[]} trail the screens that Back leads through
 * @property {import("./types.js").Language} language
 * @property {Look} look
 * @property {"look" | "help" | "leave" | "staff" | null} dialog
 * @property {boolean} isByKeys whether the dialog was opened by a key, or what acts like one
 * @property {number | null} secondsLeft until the session ends, while the idle warning is shown
 * @property {boolean} isOverdue whether this screen was shown for too long: the warning cannot be put off
 * @property {Ending} ending
 * @property {"enter" | "load" | "days" | "hours" | "more" | "book" | "bookings" | null} waiting which request is under way
 * @property {Problem | null} problem
 * @property {import("./types.js").FieldError[]} errors
 * @property {boolean} isNew
 * @property {Identity} identity
 * @property {string} questioned the number that was last reported as perhaps mistyped
 * @property {string | null} newNumber
 * @property {boolean} inSession
 * @property {import("./types.js").Specialty[]} specialties
 * @property {import("./types.js").Doctor[]} doctors
 * @property {Wish} wish
 * @property {boolean} isSpecialtyChosen
 * @property {import("./types.js").Calendar | null} calendar
 * @property {string | null} day
 * @property {import("./types.js").Hours | null} hours
 * @property {boolean} isSoonest whether the hours are the first free ones of any day, instead of one day's
 * @property {Consultation | null} consultation
 * @property {Reason} reason
 * @property {Kept | null} kept the answers on the check screen before "Change" was tapped
 * @property {Consultation | null} booked
 * @property {import("./types.js").QrDrawing | "failed" | null} calendarCode null: still to come
 * @property {"no" | "printing" | "printed" | "failed" | "unconfirmed"} printing
 * @property {Consultation[] | null} bookings
 */
/** @typedef {Pick<State, "wish" | "isSpecialtyChosen" | "day" | "consultation" | "hours" | "calendar" | "reason">} Kept */

/** @type {Look} */
export const PLAIN_LOOK = { size: 1, isContrast: false, isLow: false, isListOnly: false, isStill: false };

/** @returns {Pick<State, "wish" | "isSpecialtyChosen" | "calendar" | "day" | "hours" | "isSoonest" | "consultation" | "reason" | "kept">} */
export const nothingChosen = () => ({
  wish: { specialtyId: null, doctorId: null },
  isSpecialtyChosen: false,
  calendar: null,
  day: null,
  hours: null,
  isSoonest: false,
  consultation: null,
  reason: { choice: null, words: "" },
  kept: null,
});

/** @returns {Identity} */
export const nobody = () => ({
  lastName: "",
  firstName: "",
  isOneName: false,
  number: "",
  birth: NO_DATE,
  isBirthUnknown: false,
});

/** @param {import("./types.js").Language} language @returns {State} */
function initial(language) {
  return {
    epoch: 0,
    screen: "attract",
    trail: [],
    language,
    look: PLAIN_LOOK,
    dialog: null,
    isByKeys: false,
    secondsLeft: null,
    isOverdue: false,
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
    calendarCode: null,
    printing: "no",
    bookings: null,
  };
}

/** @param {import("./types.js").Language} language the booth's default */
export function createState(language) {
  let value = initial(language);
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const replace = (/** @type {State} */ next) => {
    value = next;
    listeners.forEach((listener) => listener());
  };
  return {
    get: () => value,
    /** @param {Partial<State>} changes */
    set: (changes) => replace({ ...value, ...changes }),
    /** Forget everything but the changes. @param {Partial<State>} changes */
    reset: (changes) => replace({ ...initial(language), ...changes }),
    /** @param {() => void} listener @returns {() => void} ends the calls */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
/** @typedef {ReturnType<typeof createState>} Store */
