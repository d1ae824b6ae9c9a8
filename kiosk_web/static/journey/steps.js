// The order of the questions, as a table, and which one comes next. Pure: a state in, a screen out.

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../state.js").Screen} Screen */

/**
 * What is asked once somebody is identified, in this order.
 * @type {readonly { screen: Screen, isAnswered: (state: State) => boolean }[]}
 */
export const QUESTIONS = [
  { screen: "specialty", isAnswered: (state) => state.isSpecialtyChosen },
  { screen: "doctor", isAnswered: () => true }, // "any doctor" is an answer already
  { screen: "day", isAnswered: (state) => state.day !== null },
  { screen: "hour", isAnswered: (state) => state.consultation !== null },
  { screen: "reason", isAnswered: (state) => isReasonGiven(state.reason) },
  { screen: "check", isAnswered: () => false },
];

/**
 * The screen after this one. Somebody who changes one answer is not asked the others again, unless they no
 * longer hold: another doctor leaves no day.
 * @param {State} state
 * @returns {Screen}
 */
export function nextQuestion(state) {
  const here = QUESTIONS.findIndex(({ screen }) => screen === state.screen);
  const later = QUESTIONS.slice(here + 1);
  const next = state.kept ? later.find((question) => !question.isAnswered(state)) : later[0];
  return next?.screen ?? "check";
}

/** @param {import("../state.js").Reason} reason */
export function isReasonGiven({ choice, words }) {
  return choice !== null && (choice !== "own" || words.trim() !== "");
}
