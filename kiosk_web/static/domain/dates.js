// Dates: parsed from three fields, computed with, and written in the patient's language. A day is a YYYY-MM-DD string, a
// month a YYYY-MM string; both sort as text. A Date is built at noon UTC, so that no time zone shifts the day.
import { locale } from "../i18n.js";

/** @typedef {import("../types.js").TypedDate} TypedDate */

/** @type {TypedDate} */
export const NO_DATE = { day: "", month: "", year: "" };

/** @param {string} day */
export const at = (day) => new Date(`${day}T12:00:00Z`);

/** Return today's date by the booth's clock. */
export function today() {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * @param {string} day
 * @param {number} count may be negative
 */
export function daysLater(day, count) {
  const date = at(day);
  date.setUTCDate(date.getUTCDate() + count);
  return textOf(date);
}

/** @param {string} day @returns {number} 0 for Monday to 6 for Sunday */
export const weekday = (day) => (at(day).getUTCDay() + 6) % 7;

/** @param {string} day @returns {string} the Monday of its week */
export const weekOf = (day) => daysLater(day, -weekday(day));

/** The calendar shows five weeks. */
export const SHOWN_DAYS = 35;

/**
 * @param {string} day
 * @param {string} earliest today
 * @returns {string} the first of the days that the calendar shows together with this one: five weeks from this week on, the
 *   next five, and so on
 */
export function shownFrom(day, earliest) {
  const first = weekOf(earliest);
  return daysLater(first, Math.floor((Number(at(day)) - Number(at(first))) / 86_400_000 / SHOWN_DAYS) * SHOWN_DAYS);
}

/** @param {string} day @returns {string} its month */
export const monthOf = (day) => day.slice(0, 7);

/** @param {TypedDate} typed */
export const isEmpty = (typed) => !(typed.day.trim() || typed.month.trim() || typed.year.trim());

/**
 * @param {TypedDate} typed
 * @returns {string | null} the day that three fields name; null if none (31 February, letters, a year of two digits)
 */
export function readDate(typed) {
  const text = wellFormed(typed);
  if (text === null) return null;
  const date = at(text);
  return !Number.isNaN(date.getTime()) && textOf(date) === text ? text : null;
}

/** @param {TypedDate} typed @returns {boolean} whether it is well-formed, but there is no such day: 31 February */
export const isNoSuchDay = (typed) => wellFormed(typed) !== null && readDate(typed) === null;

/** @param {TypedDate} typed @returns {string | null} as YYYY-MM-DD, whether there is such a day or not */
function wellFormed(typed) {
  const [day = "", month = "", year = ""] = [typed.day, typed.month, typed.year].map((part) => part.trim());
  const isWellFormed = /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year);
  return isWellFormed ? `${year}-${two(Number(month))}-${two(Number(day))}` : null;
}

/** @param {string} day "mardi 24 novembre 2026" */
export const longDay = (day) => shortDay(day, { weekday: "long" });

/**
 * @param {string} day "24 novembre 2026"
 * @param {Intl.DateTimeFormatOptions} [more]
 */
export function shortDay(day, more = {}) {
  const words = say(at(day), { ...more, day: "numeric", month: "long", year: "numeric" });
  return locale().startsWith("fr") ? words.replace(/(^|\s)1(?=\s\p{L})/u, "$11er") : words; // "1er décembre"
}

/** @param {string} month "novembre 2026" */
export const monthWords = (month) => say(at(`${month}-01`), { month: "long", year: "numeric" });

/** @param {string} month "novembre" @param {"long" | "short"} [style] */
export const monthName = (month, style = "long") => say(at(`${month}-01`), { month: style });

/** @returns {{ narrow: string, short: string, long: string }[]} from Monday */
export function weekdayNames() {
  const monday = "2024-01-01";
  return [0, 1, 2, 3, 4, 5, 6].map((count) => {
    const name = (/** @type {"narrow" | "short" | "long"} */ weekday) => say(at(daysLater(monday, count)), { weekday });
    return { narrow: name("narrow"), short: name("short"), long: name("long") };
  });
}

/** @param {string} hour HH:MM */
export const clock = (hour) => say(new Date(`2000-01-01T${hour}:00Z`), { hour: "2-digit", minute: "2-digit" });

/** Cached: making a formatter takes a hundred times as long as using it. @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * @param {Date} moment
 * @param {Intl.DateTimeFormatOptions} options
 */
function say(moment, options) {
  const key = `${locale()} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" });
  formats.set(key, format);
  return format.format(moment);
}

/** @param {Date} date @returns {string} YYYY-MM-DD */
const textOf = (date) => date.toISOString().slice(0, 10);

/** @param {number} value */
const two = (value) => String(value).padStart(2, "0");
