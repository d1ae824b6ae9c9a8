// The screens as a table: what each shows, what takes the focus when it opens, and what Continue says and does. app.js
// renders from it; a test walks it.
import { Birth } from "./birth/birth.js";
import { Booked, Printing } from "./booked/booked.js";
import { Bookings } from "./bookings/bookings.js";
import { Check } from "./check/check.js";
import { ConfirmName } from "./confirm-name/confirm-name.js";
import { DayQuestion } from "./day/day.js";
import { DoctorQuestion } from "./doctor/doctor.js";
import { Ended } from "./ended/ended.js";
import { HourQuestion } from "./hour/hour.js";
import { Name } from "./name/name.js";
import { NewNumber } from "./new-number/new-number.js";
import { PatientNumber } from "./number/number.js";
import { ReasonQuestion } from "./reason/reason.js";
import { Soonest, SpecialtyQuestion } from "./specialty/specialty.js";
import { Who } from "./who/who.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../journey/journey.js").Journey} Journey */
/** @typedef {{ state: State, journey: Journey, configuration: import("../types.js").Configuration }} ScreenProps */
/**
 * @typedef {object} Row
 * @property {(props: ScreenProps) => any} body
 * @property {string} [focus] the id of what takes the focus; the heading by default
 * @property {{ words: string, act: (journey: Journey) => void, icon?: "check" | "exit" }} [onward] Continue
 * @property {(props: ScreenProps) => any} [aside] beside Continue
 * @property {boolean} [isFinal] does what cannot be undone, or is shown only once: a slow second tap is ignored too
 * @property {boolean} [hasNoBack]
 */

const onward = { words: "continue", act: (/** @type {Journey} */ journey) => journey.proceed() };

/** @type {Record<Exclude<State["screen"], "attract">, Row>} */
export const SCREENS = {
  who: { body: Who },
  name: { body: Name, focus: "last-name", onward: { words: "continue", act: (journey) => journey.giveName() } },
  number: { body: PatientNumber, focus: "patient-number", onward: { words: "continue", act: (journey) => journey.logIn() } },
  birth: { body: Birth, focus: "birth-day", onward: { words: "continue", act: (journey) => journey.giveBirthDate() } },
  "confirm-name": { body: ConfirmName, isFinal: true, onward: { words: "continue", act: (journey) => journey.register() } },
  "new-number": {
    body: NewNumber,
    isFinal: true,
    onward: { words: "number-noted", icon: "check", act: (journey) => journey.noteNumber() },
  },
  specialty: { body: SpecialtyQuestion, aside: Soonest, onward },
  doctor: { body: DoctorQuestion, onward },
  day: { body: DayQuestion, onward },
  hour: { body: HourQuestion, onward },
  reason: { body: ReasonQuestion, onward },
  check: { body: Check, isFinal: true, onward: { words: "check-book", icon: "check", act: (journey) => journey.book() } },
  booked: {
    body: Booked,
    isFinal: true,
    hasNoBack: true,
    aside: Printing,
    onward: { words: "booked-finish", icon: "exit", act: (journey) => journey.logOut() },
  },
  bookings: { body: Bookings },
  ended: { body: Ended, hasNoBack: true, onward: { words: "ended-again", act: (journey) => journey.startAgain() } },
};
