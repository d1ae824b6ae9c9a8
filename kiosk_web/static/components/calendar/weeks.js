// Calendar arithmetic: the weeks shown, and where the arrow keys lead. No document here. A day is a YYYY-MM-DD string, which
// sorts as text.
import { SHOWN_DAYS, at, daysLater, weekOf, weekday } from "../../domain/dates.js";

/**
 * @param {string} first a Monday
 * @returns {string[][]} the weeks from it on, Monday first
 */
export function weeksFrom(first) {
  return Array.from({ length: SHOWN_DAYS / 7 }, (_, week) =>
    Array.from({ length: 7 }, (_day, day) => daysLater(first, week * 7 + day)),
  );
}

/**
 * Return the free day that an arrow, Home or End leads to. Left and right lead to the next free day, up and down to the
 * next week that has one, there to the nearest weekday.
 * @param {string} key `KeyboardEvent.key`
 * @param {string} from
 * @param {string[]} free sorted
 * @returns {string | null} null if the key leads nowhere
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
 * @param {string} day
 * @param {string[]} free
 * @returns {string | null} the free day that is nearest to it
 */
export const nearestDay = (day, free) => nearest(Number(at(day)), free, (one) => Number(at(one)));

/**
 * @param {number} wanted
 * @param {string[]} days
 * @param {(day: string) => number} measure
 */
function nearest(wanted, days, measure) {
  const away = (/** @type {string} */ day) => Math.abs(measure(day) - wanted);
  return days.reduce((/** @type {string | null} */ best, day) => (best && away(best) <= away(day) ? best : day), null);
}
