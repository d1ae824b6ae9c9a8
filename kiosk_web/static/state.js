// All that the page knows. Every word that a patient typed or was shown lives here and nowhere else, so
// that a reset forgets them all: components keep no words of their own.
import { NO_DATE } from "./dates.js";
import { createStore } from "./store.js";

/** @typedef {import("./types.js").Problem} Problem */
/**
 * @typedef {object} State
 * @property {number} epoch counts patients: an answer meant for an earlier one is dropped
 * @property {"welcome" | "identify" | "register" | "number" | "search" | "booked"} screen
 * @property {"reason" | "specialty" | "doctor" | "when" | null} dialog
 * @property {"logged-out" | "expired" | "unsure" | null} notice what the welcome screen says about the session before
 * @property {"enter" | "search" | "more" | "book" | null} waiting what the page waits for
 * @property {Problem | null} problem
 * @property {import("./types.js").FieldError[]} errors
 * @property {Identity} identity
 * @property {string} questioned the number that was pointed out as perhaps mistyped
 * @property {number | null} newNumber
 * @property {boolean} inSession
 * @property {import("./types.js").Specialty[]} specialties
 * @property {import("./types.js").Doctor[]} doctors
 * @property {Criteria} criteria
 * @property {import("./types.js").Results | null} results
 * @property {import("./types.js").Consultation | null} selected
 * @property {string} reason
 * @property {import("./types.js").Consultation | null} booked
 */
/**
 * @typedef {object} Identity
 * @property {string} lastName
 * @property {string} firstName
 * @property {string} number
 * @property {import("./types.js").TypedDate} birth
 */
/**
 * @typedef {object} Criteria
 * @property {number | null} specialtyId
 * @property {number | null} doctorId
 * @property {import("./types.js").When} when
 * @property {import("./types.js").TypedDate} from
 * @property {import("./types.js").TypedDate} to
 */

/** @type {() => Criteria} */
export const openCriteria = () => ({ specialtyId: null, doctorId: null, when: "soon", from: NO_DATE, to: NO_DATE });

/** @returns {State} */
function initial() {
  return {
    epoch: 0,
    screen: "welcome",
    dialog: null,
    notice: null,
    waiting: null,
    problem: null,
    errors: [],
    identity: { lastName: "", firstName: "", number: "", birth: NO_DATE },
    questioned: "",
    newNumber: null,
    inSession: false,
    specialties: [],
    doctors: [],
    criteria: openCriteria(),
    results: null,
    selected: null,
    reason: "",
    booked: null,
  };
}

export const createState = () => createStore(initial);
/** @typedef {ReturnType<typeof createState>} Store */
