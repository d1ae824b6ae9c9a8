// Weeks, and where the keys of a calendar lead: arithmetic without a page. A month is a YYYY-MM text, a day a
// YYYY-MM-DD text; both sort as they are.
import { at, daysLater, firstDay, lastDay } from "../../dates.js";

/** @param {string} day @returns {number} 0 for Monday to 6 for Sunday */
export const weekday = (day) => (at(day).getUTCDay() + 6) % 7;

/** @param {string} day @returns {string} the Monday of its week */
export const weekOf = (day) => daysLater(day, -weekday(day));

/**
 * The weeks of a month, Monday first; null where a week's day belongs to another month.
 * @param {string} month
 * @returns {(string | null)[][]}
 */
export function weeksOf(month) {
  const count = Number(lastDay(month).slice(8));
  /** @type {(string | null)[]} */
  const days = Array.from({ length: weekday(firstDay(month)) }, () => null);
  for (let day = 1; day <= count; day += 1) days.push(`${month}-${String(day).padStart(2, "0")}`);
  while (days.length % 7) days.push(null);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/**
 * The free day that an arrow, Home or End leads to. Arrows skip what cannot be chosen: left and right to the
 * next free day, up and down to the next week that has one, there to the weekday that is nearest.
 * @param {string} key `KeyboardEvent.key`
 * @param {string} from
 * @param {string[]} free sorted
 * @returns {string | null} null where the key leads nowhere
 */
export function dayByKey(key, from, free) {
  const week = weekOf(from);
  if (key === "ArrowRight") return free.find((day) => day > from) ?? null;
  if (key === "ArrowLeft") return free.findLast((day) => day < from) ?? null;
  if (key === "Home") return free.find((day) => weekOf(day) === week) ?? null;
  if (key === "End") return free.findLast((day) => weekOf(day) === week) ?? null;
  const other =
    key === "ArrowDown"
      ? free.find((day) => weekOf(day) > week)
      : key === "ArrowUp"
        ? free.findLast((day) => weekOf(day) < week)
        : undefined;
  if (!other) return null;
  const inWeek = free.filter((day) => weekOf(day) === weekOf(other));
  return nearest(weekday(from), inWeek, weekday);
}

/**
 * The day of a month that is nearest to a day's number: where PageUp and PageDown lead.
 * @param {string} day of any month
 * @param {string[]} free the free days of the month
 */
export const sameDay = (day, free) => nearest(Number(day.slice(8)), free, (one) => Number(one.slice(8)));

/**
 * @param {number} wanted
 * @param {string[]} days
 * @param {(day: string) => number} measure
 */
function nearest(wanted, days, measure) {
  const away = (/** @type {string} */ day) => Math.abs(measure(day) - wanted);
  return days.reduce((/** @type {string | null} */ best, day) => (best && away(best) <= away(day) ? best : day), null);
}
