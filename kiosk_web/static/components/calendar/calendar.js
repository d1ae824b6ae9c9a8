// A month of days, each with how many consultations are free on it: seen at a glance, walked by keys (the grid
// of the ARIA practices). Not here: which days are free, and asking for more of them; this shows what it is given.
// A month without a free day is never a dead end: it says so, and leads to the nearest one that has some.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { firstDay, lastDay, longDay, monthName, monthOf, monthsLater, monthWords, weekdayNames } from "../../dates.js";
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../icon/icon.js";
import { dayByKey, sameDay, weeksOf } from "./weeks.js";

const MOST_DOTS = 3;

/**
 * @typedef {object} CalendarProps
 * @property {Map<string, number>} days YYYY-MM-DD to free consultations; only days that have some
 * @property {{ from: string, to: string }} covered the days for which `days` is all
 * @property {string} month YYYY-MM
 * @property {string | null} selected
 * @property {string} earliest today
 * @property {string | null} nextDate the first free day after `covered`; null where there is none
 * @property {boolean} isWaiting
 * @property {(day: string) => void} onSelect
 * @property {(month: string) => void} onMonth
 */

/** @param {CalendarProps} props */
export function Calendar(props) {
  const { days, month, selected, earliest, nextDate, isWaiting, onSelect, onMonth } = props;
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  /** Where the focus goes as soon as the month it was sent to shows its days. */
  const sent = useRef(/** @type {{ month: string, day: string } | null} */ (null));
  const [visited, setVisited] = useState(/** @type {string | null} */ (null));

  const free = [...days.keys()].sort();
  const most = Math.max(...days.values());
  const inMonth = free.filter((day) => monthOf(day) === month);
  // Weeks that are over are left out: nothing in them can be chosen, and what can comes nearer.
  const weeks = weeksOf(month).filter((week) => (week.findLast(Boolean) ?? "") >= earliest);
  const hasUnknown = weeks.flat().some((day) => day !== null && isUnknown(day, props));
  const isAwaited = isWaiting && hasUnknown;
  const isEmpty = inMonth.length === 0 && !hasUnknown;
  const stop = [visited, selected].find((day) => day && inMonth.includes(day)) ?? inMonth[0];

  const goTo = (/** @type {string} */ to, /** @type {string} */ day) => {
    sent.current = { month: to, day };
    onMonth(to);
  };

  const part = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (root.current?.querySelector(selector) ?? null);
  useLayoutEffect(() => {
    if (sent.current?.month !== month) return;
    const heading = part(".calendar__month");
    const day = sameDay(sent.current.day, inMonth);
    // Only what was focused before the month changed is gone now: whoever has moved on is left where they are.
    const isLost = document.activeElement === document.body || document.activeElement === heading;
    if (!isLost) sent.current = null;
    else if (day) part(`[data-day="${day}"]`)?.focus();
    else if (isAwaited) heading?.focus();
    else (part(".calendar__go") ?? heading)?.focus();
    if (day || !isAwaited) sent.current = null;
  });

  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const from = dayOf(event);
    if (!from || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (!event.repeat) onSelect(from);
    } else if (event.key === "PageUp" || event.key === "PageDown") {
      event.preventDefault();
      const to = monthsLater(month, event.key === "PageUp" ? -1 : 1);
      if (event.key === "PageUp" ? hasBefore(props) : hasAfter(props)) goTo(to, from);
    } else if (/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key)) {
      event.preventDefault();
      const to = dayByKey(event.key, from, nextDate && !days.has(nextDate) ? [...free, nextDate].sort() : free);
      if (to && monthOf(to) === month) part(`[data-day="${to}"]`)?.focus();
      else if (to) goTo(monthOf(to), to);
    }
  };
  const onTap = (/** @type {Event} */ event) => {
    const day = dayOf(event);
    if (day) onSelect(day);
  };
  const onFocus = (/** @type {Event} */ event) => setVisited(dayOf(event));

  return html`<section class="calendar" ref=${root}>
    <div class="calendar__head">
      <${Turn} to=${monthsLater(month, -1)} isOff=${!hasBefore(props)} onMonth=${onMonth} />
      <h2 class="calendar__month" id="calendar-month" tabindex="-1" aria-live="polite">${monthWords(month)}</h2>
      <${Turn} to=${monthsLater(month, 1)} isOff=${!hasAfter(props)} onMonth=${onMonth} isNext=${true} />
    </div>
    <div role="status" class="calendar__status">
      ${isEmpty && html`<${Empty} props=${props} free=${free} onGo=${goTo} />`}
      ${isAwaited && html`<p class="calendar__waiting">${t("calendar-waiting")}</p>`}
    </div>
    ${!isEmpty &&
    html`<table
        class="calendar__days"
        role="grid"
        aria-labelledby="calendar-month"
        aria-busy=${isAwaited ? "true" : undefined}
        onClick=${onTap}
        onKeyDown=${onKey}
        onFocusIn=${onFocus}
      >
        <thead>
          <tr>
            ${weekdayNames().map(
              ({ narrow, short, long }) =>
                html`<th scope="col" key=${long}>
                  <span class="calendar__weekday" aria-hidden="true">${short}</span>
                  <span class="calendar__weekday calendar__weekday--narrow" aria-hidden="true">${narrow}</span>
                  <span class="visually-hidden">${long}</span>
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${weeks.map(
            (week, row) =>
              html`<tr key=${`${month}-${row}`}>
                ${week.map((day, column) =>
                  day ? html`<${Day} key=${day} day=${day} props=${props} most=${most} isStop=${day === stop} />` : html`<td key=${column}></td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
      <${Legend} hasToday=${monthOf(earliest) === month} />`}
  </section>`;
}

/**
 * A day: free ones are cards that can be chosen, the others stay quiet, and cannot be reached.
 * @param {{ day: string, props: CalendarProps, most: number, isStop: boolean }} own
 */
function Day({ day, props, most, isStop }) {
  const { days, selected, earliest } = props;
  const count = days.get(day) ?? 0;
  const isToday = day === earliest;
  const date = isToday ? t("calendar-today-is", { date: longDay(day) }) : longDay(day);
  const number = html`<span class="calendar__number ${isToday ? "calendar__number--today" : ""}">${Number(day.slice(8))}</span>`;
  if (!count) {
    const isAwaited = props.isWaiting && isUnknown(day, props);
    return html`<td
      role="gridcell"
      class="calendar__day ${isAwaited ? "calendar__day--awaited" : ""}"
      aria-disabled="true"
      aria-current=${isToday ? "date" : undefined}
    >
      <span class="visually-hidden">${isUnknown(day, props) ? date : t("calendar-day-none", { date })}</span>
      <span class="calendar__cell" aria-hidden="true">${number}<span class="calendar__none">–</span></span>
    </td>`;
  }
  const isSelected = day === selected;
  const dots = Math.ceil((MOST_DOTS * count) / most);
  return html`<td
    role="gridcell"
    class="calendar__day calendar__day--free"
    data-day=${day}
    tabindex=${isStop ? 0 : -1}
    aria-selected=${isSelected ? "true" : "false"}
    aria-current=${isToday ? "date" : undefined}
  >
    <span class="visually-hidden">${t("calendar-day", { date, count })}</span>
    <span class="calendar__cell" aria-hidden="true">
      ${number}
      <span class="calendar__words">${t("calendar-free", { count })}</span>
      <span class="calendar__short">${count}</span>
      <span class="calendar__dots">${Array.from({ length: dots }, (_, dot) => html`<i key=${dot}></i>`)}</span>
      ${isSelected && html`<span class="calendar__check"><${Icon} name="check" /></span>`}
    </span>
  </td>`;
}

/** @param {{ to: string, isOff: boolean, isNext?: boolean, onMonth: (month: string) => void }} props */
function Turn({ to, isOff, isNext = false, onMonth }) {
  const arrow = html`<svg class="icon calendar__arrow" viewBox="0 0 24 24" aria-hidden="true">
    <path d=${isNext ? "M9.5 5l7 7-7 7" : "M14.5 5l-7 7 7 7"} />
  </svg>`;
  return html`<button
    type="button"
    class="button calendar__turn"
    id=${isNext ? "calendar-next" : "calendar-previous"}
    aria-disabled=${isOff ? "true" : undefined}
    aria-label=${t(isNext ? "calendar-next" : "calendar-previous", { month: monthWords(to) })}
    onClick=${() => !isOff && onMonth(to)}
  >
    ${!isNext && arrow}<span>${monthName(to)}</span>${isNext && arrow}
  </button>`;
}

/** @param {{ props: CalendarProps, free: string[], onGo: (month: string, day: string) => void }} own */
function Empty({ props, free, onGo }) {
  const { month, earliest, nextDate } = props;
  const later = [...free, nextDate ?? ""].filter((day) => day > lastDay(month)).sort()[0];
  const way = later ?? free.findLast((day) => day < firstDay(month) && day >= earliest);
  return html`<div class="calendar__empty">
    <p class="calendar__said">${t("calendar-empty", { month: monthWords(month) })}</p>
    ${way
      ? html`<button type="button" class="button button--primary calendar__go" onClick=${() => onGo(monthOf(way), way)}>
          <span>${t("calendar-go", { date: longDay(way) })}</span>
        </button>`
      : html`<p>${t("calendar-nowhere")}</p>`}
  </div>`;
}

/** @param {{ hasToday: boolean }} props what the marks mean, for whoever has never seen them */
function Legend({ hasToday }) {
  return html`<p class="calendar__legend">
    <span class="calendar__key calendar__key--short"><span class="calendar__short">5</span> ${t("calendar-legend-count")}</span>
    <span class="calendar__key">
      <span class="calendar__dots"><i></i><i></i><i></i></span> ${t("calendar-legend-dots")}
    </span>
    ${hasToday &&
    html`<span class="calendar__key"><span class="calendar__ring"></span> ${t("calendar-legend-today")}</span>`}
  </p>`;
}

/**
 * Whether nothing is known of a day. Between the covered days and `nextDate` none is free, and none at all after
 * them where there is no `nextDate`; but that is not to be relied upon while the answer is on its way.
 * @param {string} day
 * @param {CalendarProps} props
 */
function isUnknown(day, { covered, earliest, nextDate, isWaiting }) {
  if (day < earliest) return false;
  return day < covered.from || (day > covered.to && (isWaiting || (nextDate !== null && day >= nextDate)));
}

/** @param {CalendarProps} props */
const hasBefore = ({ month, earliest }) => month > monthOf(earliest);

/** @param {CalendarProps} props whether a later month can have a free day: the calendar has an end */
function hasAfter({ days, month, nextDate }) {
  return [...days.keys(), nextDate ?? ""].some((day) => monthOf(day) > month);
}

/** @param {Event} event @returns {string | null} the free day that it is about */
function dayOf(event) {
  const cell = event.target instanceof Element ? event.target.closest("[data-day]") : null;
  return cell?.getAttribute("data-day") ?? null;
}
