// Five weeks with the number of free consultations on each day: an ARIA grid with a roving tabindex. It shows what it is
// given; which days are free, and loading more, is the journey's. Promise: weeks without a free day say so, and lead to
// the nearest day that has some.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { countFigure, countWords, known } from "../../domain/counts.js";
import { SHOWN_DAYS, daysLater, longDay, monthName, monthOf, monthWords, shownFrom, weekdayNames } from "../../domain/dates.js";
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../icon/icon.js";
import { dayByKey, nearestDay, weeksFrom } from "./weeks.js";

const MOST_DOTS = 3;

/**
 * @typedef {object} CalendarProps
 * @property {Map<string, number>} days YYYY-MM-DD to free consultations; only days that have some
 * @property {{ from: string, to: string }} covered the days for which `days` is complete
 * @property {string} first the Monday of the weeks shown
 * @property {string | null} selected
 * @property {string} earliest today
 * @property {string | null} nextDate the first free day after `covered`; null if there is none
 * @property {boolean} isWaiting
 * @property {(day: string) => void} onSelect
 * @property {(first: string) => void} onTurn
 */

/** @param {CalendarProps} props */
export function Calendar(props) {
  const { days, first, selected, earliest, nextDate, isWaiting, onSelect, onTurn } = props;
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  /** Where the focus goes once the weeks shown have their days. */
  const sent = useRef(/** @type {{ first: string, day: string } | null} */ (null));
  const [visited, setVisited] = useState(/** @type {string | null} */ (null));

  const free = [...days.keys()].sort();
  const most = known(Math.max(...days.values()));
  const last = lastShown(props);
  const shown = free.filter((day) => day >= first && day <= last);
  const weeks = weeksFrom(first);
  const hasUnknown = weeks.flat().some((day) => isUnknown(day, props));
  const isAwaited = isWaiting && hasUnknown;
  const isEmpty = shown.length === 0 && !hasUnknown;
  const stop = [visited, selected].find((day) => day && shown.includes(day)) ?? shown[0];

  const goTo = (/** @type {string} */ day) => {
    const to = shownFrom(day, earliest);
    sent.current = { first: to, day };
    onTurn(to);
  };

  const part = (/** @type {string} */ selector) =>
    /** @type {HTMLElement | null} */ (root.current?.querySelector(selector) ?? null);
  useLayoutEffect(() => {
    if (sent.current?.first !== first) return;
    const heading = part(".calendar__month");
    const day = nearestDay(sent.current.day, shown);
    // Move the focus only if it was lost with the old weeks; a patient who has moved on keeps theirs.
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
      const isBack = event.key === "PageUp";
      if (isBack ? hasBefore(props) : hasAfter(props)) goTo(daysLater(from, isBack ? -SHOWN_DAYS : SHOWN_DAYS));
    } else if (/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key)) {
      event.preventDefault();
      const to = dayByKey(event.key, from, nextDate && !days.has(nextDate) ? [...free, nextDate].sort() : free);
      if (to && shown.includes(to)) part(`[data-day="${to}"]`)?.focus();
      else if (to) goTo(to);
    }
  };
  const onTap = (/** @type {Event} */ event) => {
    const day = dayOf(event);
    if (day) onSelect(day);
  };
  const onFocus = (/** @type {Event} */ event) => setVisited(dayOf(event));

  return html`<section class="calendar" ref=${root}>
    <div class="calendar__head">
      <${Turn} to=${daysLater(first, -SHOWN_DAYS)} isOff=${!hasBefore(props)} onTurn=${onTurn} />
      <h2 class="calendar__month" id="calendar-month" tabindex="-1" aria-live="polite">${monthsShown(first > earliest ? first : earliest, last)}</h2>
      <${Turn} to=${daysLater(last, 1)} isOff=${!hasAfter(props)} onTurn=${onTurn} isNext=${true} />
    </div>
    <div role="status" class="calendar__status">
      ${isEmpty && html`<${Empty} props=${props} free=${free} onGo=${goTo} />`}
      ${isAwaited && html`<p class="calendar__waiting">${t("calendar-waiting")}</p>`}
    </div>
    ${
      !isEmpty &&
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
              html`<tr key=${`${first}-${row}`}>
                ${week.map((day) => html`<${Day} key=${day} day=${day} props=${props} most=${most} isStop=${day === stop} />`)}
              </tr>`,
          )}
        </tbody>
      </table>
      <${Legend} hasToday=${earliest >= first} />`
    }
  </section>`;
}

/**
 * A day; only free ones can be chosen and focused.
 * @param {{ day: string, props: CalendarProps, most: number, isStop: boolean }} own
 */
function Day({ day, props, most, isStop }) {
  const { days, selected, earliest } = props;
  const count = days.get(day) ?? 0;
  const isToday = day === earliest;
  const date = isToday ? t("calendar-today-is", { date: longDay(day) }) : longDay(day);
  const begins = day.endsWith("-01") && html`<span class="calendar__begins">${monthName(monthOf(day), "short")}</span>`;
  const number = html`${begins}<span class="calendar__number ${isToday ? "calendar__number--today" : ""}">${Number(day.slice(8))}</span>`;
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
  const dots = Math.ceil((MOST_DOTS * known(count)) / most);
  return html`<td
    role="gridcell"
    class="calendar__day calendar__day--free"
    data-day=${day}
    tabindex=${isStop ? 0 : -1}
    aria-selected=${isSelected ? "true" : "false"}
    aria-current=${isToday ? "date" : undefined}
  >
    <span class="visually-hidden">${countWords("calendar-day", count, { date })}</span>
    <span class="calendar__cell" aria-hidden="true">
      ${number}
      <span class="calendar__words">${countWords("calendar-free", count)}</span>
      <span class="calendar__short">${countFigure(count)}</span>
      <span class="calendar__dots">${Array.from({ length: dots }, (_, dot) => html`<i key=${dot}></i>`)}</span>
      ${isSelected && html`<span class="calendar__check"><${Icon} name="check" /></span>`}
    </span>
  </td>`;
}

/** @param {{ to: string, isOff: boolean, isNext?: boolean, onTurn: (first: string) => void }} props */
function Turn({ to, isOff, isNext = false, onTurn }) {
  const arrow = html`<svg class="icon calendar__arrow" viewBox="0 0 24 24" aria-hidden="true">
    <path d=${isNext ? "M9.5 5l7 7-7 7" : "M14.5 5l-7 7 7 7"} />
  </svg>`;
  return html`<button
    type="button"
    class="button calendar__turn"
    id=${isNext ? "calendar-next" : "calendar-previous"}
    aria-disabled=${isOff ? "true" : undefined}
    aria-label=${t(isNext ? "calendar-next.label" : "calendar-previous.label", { date: longDay(to) })}
    onClick=${() => !isOff && onTurn(to)}
  >
    ${!isNext && arrow}<span>${t(isNext ? "calendar-next" : "calendar-previous")}</span>${isNext && arrow}
  </button>`;
}

/** @param {{ props: CalendarProps, free: string[], onGo: (day: string) => void }} own */
function Empty({ props, free, onGo }) {
  const { first, earliest, nextDate } = props;
  const later = [...free, nextDate ?? ""].filter((day) => day > lastShown(props)).sort()[0];
  const way = later ?? free.findLast((day) => day < first && day >= earliest);
  return html`<div class="calendar__empty">
    <p class="calendar__said">${t("calendar-empty")}</p>
    ${
      way
        ? html`<button type="button" class="button button--primary calendar__go" onClick=${() => onGo(way)}>
          <span>${t("calendar-go", { date: longDay(way) })}</span>
        </button>`
        : html`<p>${t("calendar-nowhere")}</p>`
    }
  </div>`;
}

/** @param {{ hasToday: boolean }} props */
function Legend({ hasToday }) {
  return html`<p class="calendar__legend">
    <span class="calendar__key calendar__key--short"><span class="calendar__short">5</span> ${t("calendar-legend-count")}</span>
    <span class="calendar__key calendar__key--dots">
      <span class="calendar__dots"><i></i><i></i><i></i></span> ${t("calendar-legend-dots")}
    </span>
    ${hasToday && html`<span class="calendar__key"><span class="calendar__ring"></span> ${t("calendar-legend-today")}</span>`}
  </p>`;
}

/**
 * Return whether a day is not known yet. Between the covered days and `nextDate` none is free, and none after them if
 * there is no `nextDate`; while a reply is awaited, neither is certain.
 * @param {string} day
 * @param {CalendarProps} props
 */
function isUnknown(day, { covered, earliest, nextDate, isWaiting }) {
  if (day < earliest) return false;
  return day < covered.from || (day > covered.to && (isWaiting || (nextDate !== null && day >= nextDate)));
}

/** @param {CalendarProps} props */
const lastShown = ({ first }) => daysLater(first, SHOWN_DAYS - 1);

/** @param {CalendarProps} props */
const hasBefore = ({ first, earliest }) => first > earliest;

/** @param {CalendarProps} props whether a later day is free */
function hasAfter(props) {
  return [...props.days.keys(), props.nextDate ?? ""].some((day) => day > lastShown(props));
}

/** @param {string} from @param {string} to @returns {string} "novembre – janvier 2027" */
function monthsShown(from, to) {
  const [one, other] = [monthOf(from), monthOf(to)];
  return one === other ? monthWords(one) : `${monthName(one)} – ${monthWords(other)}`;
}

/** @param {Event} event @returns {string | null} the free day that it happened on */
function dayOf(event) {
  const cell = event.target instanceof Element ? event.target.closest("[data-day]") : null;
  return cell?.getAttribute("data-day") ?? null;
}
