// Which free consultations are nearest to one that went to somebody else, or that the patient cannot come to.
// Nothing is asked here.

/** @typedef {import("../types.js").Consultation} Consultation */

/** @param {Consultation} row @returns {number} milliseconds */
const moment = (row) => Date.parse(`${row.date}T${row.hour}`);

/** @param {Consultation} one @param {Consultation} other @returns {boolean} whether they begin at the same moment */
const isAtOnce = (one, other) => one.date === other.date && one.hour === other.hour;

/**
 * @param {Consultation[]} rows in the order of time
 * @param {Consultation} lost
 * @param {object} how
 * @param {number} how.count of how many at most
 * @param {boolean} how.isEngaged whether the patient has something else at that moment
 * @returns {Consultation[]} those that begin nearest to the lost one, before or after it, in the order of time
 */
export function nearestTo(rows, lost, { count, isEngaged }) {
  const possible = isEngaged ? rows.filter((row) => !isAtOnce(row, lost)) : rows;
  const away = (/** @type {Consultation} */ row) => Math.abs(moment(row) - moment(lost));
  const nearest = new Set([...possible].sort((one, other) => away(one) - away(other)).slice(0, count));
  return possible.filter((row) => nearest.has(row));
}

/**
 * @param {Consultation[]} rows in the order of time
 * @param {Consultation} lost
 * @param {number} count
 * @returns {boolean} whether what follows these rows cannot be among the nearest
 */
export function reachFarEnough(rows, lost, count) {
  return rows.filter((row) => moment(row) > moment(lost)).length >= count;
}
