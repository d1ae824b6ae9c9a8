// The free days as a list, for those who prefer reading to a calendar: native radio buttons, so that arrow keys, screen
// readers and switches work. Which days are free is the journey's. A tap only chooses.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { countWords } from "../../domain/counts.js";
import { longDay, monthOf, monthWords } from "../../domain/dates.js";
import { html } from "../../html.js";
import { t } from "../../i18n.js";

/**
 * Each month is a heading of level 3, so it belongs under one of level 2.
 * @param {object} props
 * @param {Map<string, number>} props.days YYYY-MM-DD to free consultations; only days that have some
 * @param {string | null} props.selected
 * @param {(day: string) => void} props.onSelect
 * @param {number} [props.limit] how many to show at first, and how many more with each tap on "more"
 */
export function DayList({ days, selected, onSelect, limit = Infinity }) {
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  const [pages, setPages] = useState(1);
  const isOpened = useRef(false);
  const all = [...days.keys()].sort();
  // The chosen day is always shown.
  const count = Math.max(limit * pages, selected ? all.indexOf(selected) + 1 : 0);
  const shown = all.slice(0, count);
  const months = [...new Set(shown.map(monthOf))];

  useLayoutEffect(() => {
    if (!isOpened.current) return;
    isOpened.current = false;
    // The button has moved or gone: focus the first new day.
    /** @type {HTMLElement | null | undefined} */ (
      root.current?.querySelector(`[value="${all[limit * (pages - 1)] ?? ""}"]`)
    )?.focus();
  }, [pages]);
  const showMore = () => {
    isOpened.current = true;
    setPages(Math.floor(count / limit) + 1);
  };

  return html`<fieldset class="day-list" ref=${root}>
    <legend class="visually-hidden">${t("day-list-legend")}</legend>
    ${all.length === 0 && html`<p>${t("day-list-empty")}</p>`}
    ${months.map(
      (month) => html`<section key=${month} class="day-list__group" aria-labelledby="day-list-${month}">
        <h3 class="day-list__month" id="day-list-${month}">${monthWords(month)}</h3>
        <div class="day-list__rows">
          ${shown
            .filter((day) => monthOf(day) === month)
            .map(
              (day) => html`<label key=${day} class="day-list__row">
                <input
                  type="radio"
                  class="day-list__radio"
                  name="day"
                  value=${day}
                  checked=${day === selected}
                  onChange=${() => onSelect(day)}
                />
                <span class="day-list__date">${longDay(day)}</span>
                <span class="day-list__count">${countWords("calendar-count", days.get(day) ?? 0)}</span>
              </label>`,
            )}
        </div>
      </section>`,
    )}
    ${
      shown.length < all.length &&
      html`<button type="button" class="button day-list__more" onClick=${showMore}><span>${t("day-list-more")}</span></button>`
    }
  </fieldset>`;
}
