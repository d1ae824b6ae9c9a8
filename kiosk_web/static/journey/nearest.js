// Which free consultations are nearest in time to one that the patient cannot have. Pure: no request here.

/** @typedef {import("../types.js").Consultation} Consultation */

/** @param {Consultation} row @returns {number} milliseconds */
const moment = (row) => Date.parse(`${row.date}T${row.hour}`);

/** @param {Consultation} one @param {Consultation} other @returns {boolean} whether they begin at the same time */
const isSameTime = (one, other) => one.date === other.date && one.hour === other.hour;

/**
 * @param {Consultation[]} rows in chronological order
 * @param {Consultation} lost
 * @param {object} how
 * @param {number} how.count at most
 * @param {boolean} how.isEngaged whether the patient has another consultation at that time
 * @returns {Consultation[]} those that begin nearest to the lost one, before or after it, in chronological order
 */
export function nearestTo(rows, lost, { count, isEngaged }) {
  const possible = isEngaged ? rows.filter((row) => !isSameTime(row, lost)) : rows;
  const away = (/** @type {Consultation} */ row) => Math.abs(moment(row) - moment(lost));
  const nearest = new Set([...possible].sort((one, other) => away(one) - away(other)).slice(0, count));
  return possible.filter((row) => nearest.has(row));
}

/**
 * @param {Consultation[]} rows in chronological order
 * @param {Consultation} lost
 * @param {number} count
 * @returns {boolean} whether no later row can be among the nearest
 */
export function reachFarEnough(rows, lost, count) {
  return rows.filter((row) => moment(row) > moment(lost)).length >= count;
}
