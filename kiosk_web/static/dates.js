// Days and hours: read from three fields, counted, and said in the patient's language.
// Days are YYYY-MM-DD texts; a Date is built at noon UTC so that no time zone can shift the day.
import { locale } from "./i18n.js";

/** @typedef {import("./types.js").TypedDate} TypedDate */

/** @type {TypedDate} */
export const NO_DATE = { day: "", month: "", year: "" };

/** @param {string} day */
const at = (day) => new Date(`${day}T12:00:00Z`);

/** Today on the booth's own calendar. */
export function today() {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * @param {string} day
 * @param {number} count
 */
export function daysLater(day, count) {
  const date = at(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
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
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text ? text : null;
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
  return format(day, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

/** @param {string} day "mar. 24 nov." */
export function shortDay(day) {
  return format(day, { weekday: "long", day: "numeric", month: "long" });
}

/** @param {string} hour HH:MM */
export function clock(hour) {
  return new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", timeZone: "UTC" }).format(
    new Date(`2000-01-01T${hour}:00Z`),
  );
}

/**
 * @param {string} day
 * @param {Intl.DateTimeFormatOptions} options
 */
function format(day, options) {
  const words = new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" }).format(at(day));
  return locale().startsWith("fr") ? words.replace(/(^|\s)1(?=\s\p{L})/u, "$11er") : words; // "1er décembre"
}

/** @param {number} value */
function two(value) {
  return String(value).padStart(2, "0");
}
