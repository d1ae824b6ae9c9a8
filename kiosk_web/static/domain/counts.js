// How many consultations are free, as a patient is told. Promise: at most two digits, since nobody chooses between 256 and
// 261; and the server stops counting (docs/protocol.md, GET_AVAILABILITY).
import { t } from "../i18n.js";

/** From here on it is "99 or more". */
const MANY = 99;

/**
 * Return a count in the words of a message; from 99 on, of the message whose key ends in "-many".
 * @param {string} key
 * @param {number} count of free consultations
 * @param {Record<string, string>} [values] the message's other values
 */
export const countWords = (key, count, values) => t(count < MANY ? key : `${key}-many`, { ...values, count: known(count) });

/** @param {number} count of free consultations @returns {string} a figure: "5", "99+" */
export const countFigure = (count) => (count < MANY ? `${count}` : `${MANY}+`);

/** @param {number} count @returns {number} as much of it as a patient is told */
export const known = (count) => Math.min(count, MANY);
