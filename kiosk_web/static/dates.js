// Days, months and hours: read from three fields, counted, and said in the patient's language.
// A day is a YYYY-MM-DD text, a month a YYYY-MM text; both sort as they are. A Date is built at noon UTC, so that
// no time zone can shift the day.
import { locale } from "./i18n.js";

/** @typedef {import("./types.js").TypedDate} TypedDate */

/** @type {TypedDate} */
export const NO_DATE = { day: "", month: "", year: "" };

/** @param {string} day */
export const at = (day) => new Date(`${day}T12:00:00Z`);

/** Today on the booth's own calendar. */
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

/** @param {string} day @returns {string} its month */
export const monthOf = (day) => day.slice(0, 7);

/** @param {string} month */
export const firstDay = (month) => `${month}-01`;

/** @param {string} month */
export const lastDay = (month) => daysLater(firstDay(monthsLater(month, 1)), -1);

/**
 * @param {string} month
 * @param {number} count may be negative
 */
export function monthsLater(month, count) {
  const date = at(firstDay(month));
  date.setUTCMonth(date.getUTCMonth() + count);
  return monthOf(textOf(date));
}

/** @param {TypedDate} typed */
export function isEmpty(typed) {
  return !(typed.day.trim() || typed.month.trim() || typed.year.trim());
}

/**
 * The day that three fields name, or null where they name none (31 February, letters, a year of two digits).
 * @param {TypedDate} typed
 * @returns {string | null}
 */
export function readDate(typed) {
  const [day, month, year] = [typed.day, typed.month, typed.year].map((part) => part.trim());
  if (!/^\d{1,2}$/.test(day ?? "") || !/^\d{1,2}$/.test(month ?? "") || !/^\d{4}$/.test(year ?? "")) return null;
  const text = `${year}-${two(Number(month))}-${two(Number(day))}`;
  const date = at(text);
  return !Number.isNaN(date.getTime()) && textOf(date) === text ? text : null;
}

/**
 * Whether three fields are filled as a date is, and yet name no day: 31 February.
 * @param {TypedDate} typed
 */
export function isNoSuchDay(typed) {
  const [day, month, year] = [typed.day, typed.month, typed.year].map((part) => part.trim());
  const isWellFormed = /^\d{1,2}$/.test(day ?? "") && /^\d{1,2}$/.test(month ?? "") && /^\d{4}$/.test(year ?? "");
  return isWellFormed && readDate(typed) === null;
}

/** @param {string} day "mardi 24 novembre 2026" */
export function longDay(day) {
  const words = say(at(day), { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  return locale().startsWith("fr") ? words.replace(/(^|\s)1(?=\s\p{L})/u, "$11er") : words; // "1er décembre"
}

/** @param {string} month "novembre 2026" */
export const monthWords = (month) => say(at(firstDay(month)), { month: "long", year: "numeric" });

/** @param {string} month "novembre" */
export const monthName = (month) => say(at(firstDay(month)), { month: "long" });

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

/** A formatter takes a hundred times as long to make as to use. @type {Map<string, Intl.DateTimeFormat>} */
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

/** @param {Date} date */
function textOf(date) {
  return date.toISOString().slice(0, 10);
}

/** @param {number} value */
function two(value) {
  return String(value).padStart(2, "0");
}
