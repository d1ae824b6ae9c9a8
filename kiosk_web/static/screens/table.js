// Each screen as a row of one table: what it shows, what takes the focus when it opens, and what Continue says and
// does. app.js draws from it; a test walks it.
import { Attract } from "./attract/attract.js";
import { Birth } from "./birth/birth.js";
import { Booked } from "./booked/booked.js";
import { Bookings } from "./bookings/bookings.js";
import { Check } from "./check/check.js";
import { DayQuestion } from "./day/day.js";
import { DoctorQuestion } from "./doctor/doctor.js";
import { Ended } from "./ended/ended.js";
import { HourQuestion } from "./hour/hour.js";
import { Name } from "./name/name.js";
import { NewNumber } from "./new-number/new-number.js";
import { PatientNumber } from "./number/number.js";
import { ReasonQuestion } from "./reason/reason.js";
import { SpecialtyQuestion } from "./specialty/specialty.js";
import { Who } from "./who/who.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../journey.js").Journey} Journey */
/** @typedef {{ state: State, journey: Journey, configuration: import("../types.js").Configuration }} ScreenProps */
/**
 * @typedef {object} Row
 * @property {(props: ScreenProps) => any} body
 * @property {string} [focus] the id of what takes the focus; the heading where there is none
 * @property {{ words: string, act: (journey: Journey) => void, icon?: "check" | "exit" }} [onward] Continue
 * @property {{ words: string, act: (journey: Journey) => void }} [aside] in the place of Back
 * @property {number} [settling] milliseconds in which a tap at the foot is taken for one more on the screen before:
 *   where it would do what cannot be undone, or take away what is seen this once
 * @property {boolean} [hasNoBack]
 */

/** A second tap of a hasty finger. */
const HASTY = 800;
/** A second tap of a slow or trembling one, by whom the proof, or the new number, would be gone unseen. */
const SLOW = 1500;

const onward = { words: "continue", act: (/** @type {Journey} */ journey) => journey.proceed() };

/** @type {Record<Exclude<State["screen"], "attract">, Row>} */
export const SCREENS = {
  who: { body: Who },
  name: { body: Name, focus: "last-name", onward: { words: "continue", act: (journey) => journey.giveName() } },
  number: { body: PatientNumber, focus: "patient-number", onward: { words: "continue", act: (journey) => journey.logIn() } },
  birth: { body: Birth, focus: "birth-day", onward: { words: "continue", act: (journey) => journey.register() } },
  "new-number": { body: NewNumber, settling: SLOW, onward: { words: "number-noted", icon: "check", act: (journey) => journey.noteNumber() } },
  specialty: { body: SpecialtyQuestion, onward },
  doctor: { body: DoctorQuestion, onward },
  day: { body: DayQuestion, onward },
  hour: { body: HourQuestion, onward },
  reason: { body: ReasonQuestion, onward },
  check: { body: Check, settling: HASTY, onward: { words: "check-book", icon: "check", act: (journey) => journey.book() } },
  booked: {
    body: Booked,
    settling: SLOW,
    hasNoBack: true,
    aside: { words: "booked-another", act: (journey) => journey.bookAnother() },
    onward: { words: "booked-finish", icon: "exit", act: (journey) => journey.logOut() },
  },
  bookings: { body: Bookings },
  ended: { body: Ended, hasNoBack: true, onward: { words: "ended-again", act: (journey) => journey.startAgain() } },
};

export { Attract };
