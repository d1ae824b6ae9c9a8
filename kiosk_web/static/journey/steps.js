// The order of the questions, as a table, and which one comes next. Pure: a state in, a screen out.

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../state.js").Screen} Screen */

/**
 * The questions after identification, in order.
 * @type {readonly { screen: Screen, isAnswered: (state: State) => boolean }[]}
 */
export const QUESTIONS = [
  { screen: "specialty", isAnswered: (state) => state.isSpecialtyChosen },
  { screen: "doctor", isAnswered: () => true }, // "any doctor" is the default
  { screen: "day", isAnswered: (state) => state.day !== null },
  { screen: "hour", isAnswered: (state) => state.consultation !== null },
  { screen: "reason", isAnswered: (state) => isReasonGiven(state.reason) },
  { screen: "check", isAnswered: () => false },
];

/**
 * Return the screen after this one. After "Change", questions whose answers are still valid are skipped.
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
