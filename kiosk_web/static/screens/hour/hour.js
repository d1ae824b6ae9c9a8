// Which hour of the day, with which doctor; or the first free ones of any day; or, after the chosen one was taken, what is
// free nearest to it. Each column is one list by time: a half of the day, or a day. Where there is room for one column only,
// a button leads to the afternoon.
import { html } from "../../html.js";
import { countWords } from "../../domain/counts.js";
import { clock, longDay } from "../../domain/dates.js";
import { t } from "../../i18n.js";
import { specialtyName } from "../../domain/specialties.js";
import { Button } from "../../components/button/button.js";
import { Choices } from "../../components/choices/choices.js";
import { Skeleton } from "../../components/skeleton/skeleton.js";
import { NothingFree } from "../day/day.js";

/** @typedef {import("../../types.js").Consultation} Consultation */

const NOON = "12:00";

/** @param {import("../table.js").ScreenProps} props */
export function HourQuestion({ state, journey }) {
  const { hours, day, problem, waiting, isSoonest, consultation } = state;
  const isNearest = hours?.isNearest ?? problem?.booking ?? false;
  const isOneDay = !isNearest && !isSoonest;
  const rows = hours?.rows ?? [];
  const groups = isOneDay ? halves(rows) : days(rows);
  const isAlone = isOneDay && rows.length > 0 && rows.every((row) => row.doctor_id === rows[0]?.doctor_id);
  const hasMore = Boolean(hours?.next);
  const isOnly = isOneDay && rows.length === 1 && !hasMore;
  // Until all hours are read, how many there are is not known.
  const countOf = (/** @type {Consultation[] | undefined} */ members) =>
    isOneDay && !hasMore ? countWords("calendar-count", members?.length ?? 0) : "";
  const said = isSoonest && consultation ? t("soonest-chosen") : isOnly ? t("hour-only") : "";
  let first = 0;
  return html`<h1 id="screen-title" tabindex="-1">${t(isNearest ? "nearest-title" : isSoonest ? "soonest-title" : "hour-title")}</h1>
    ${isOneDay && day && html`<p class="screen__lead hour__day">${longDay(day)}${isAlone && ` · ${t("doctor-of-row", { name: rows[0]?.doctor ?? "" })}`}</p>`}
    <p class="screen__lead hour__said" role="status">${said}</p>
    ${!hours && waiting === "hours" && html`<${Skeleton} shape="rows" />`}
    ${
      hours &&
      !rows.length &&
      (isSoonest && !isNearest
        ? html`<${NothingFree} state=${state} journey=${journey} />`
        : html`<p class="screen__lead">${t(isNearest ? "results-none" : "hour-none")}</p>`)
    }
    <div class="hours">
      ${isOneDay && groups.length > 1 && html`<${Afternoon} count=${countOf(groups[1]?.[1])} />`}
      <div class="hour" data-alone=${isAlone ? "true" : undefined}>
        ${groups.map(([words, members], index) => {
          const from = first;
          const count = countOf(members);
          first += members.length;
          return html`<section key=${words} class="stack" aria-labelledby="hours-${index}">
            <h2 class="hour__day" id="hours-${index}">${words}</h2>
            ${count && html`<p class="hour__count">${count}</p>`}
            <${Choices}
              name="hour"
              label=${words}
              choices=${members.map((row) => choice(row, isAlone, state.wish.specialtyId === null))}
              first=${from}
              chosen=${consultation?.id}
              onChoose=${(/** @type {number} */ id) => members.filter((row) => row.id === id).forEach(journey.chooseHour)}
              errors=${state.errors}
            />
          </section>`;
        })}
      </div>
    </div>
    ${hasMore && html`<${Button} id="more" isWaiting=${waiting === "more"} onTap=${journey.moreHours}>${t("hour-more")}<//>`}`;
}

/**
 * Leads past the morning to the first hour of the afternoon, without choosing it. Seen where the two are below each other;
 * beside each other, only keys and ears meet it.
 * @param {{ count: string }} props how many consultations the afternoon has, in words; empty if that is not known
 */
function Afternoon({ count }) {
  const go = () => {
    const section = document.querySelector(".hour section:last-child");
    section?.scrollIntoView({ block: "start" });
    /** @type {HTMLElement | null | undefined} */ (section?.querySelector("input"))?.focus({ preventScroll: true });
  };
  return html`<div class="hour-afternoon">
    <${Button} id="afternoon" icon="down" onTap=${go}>${t("hour-to-afternoon")}${count && html`<span class="hour-afternoon__count">${count}</span>`}<//>
  </div>`;
}

/** @param {Consultation[]} rows @returns {[string, Consultation[]][]} morning and afternoon, whichever there is */
function halves(rows) {
  const morning = rows.filter((row) => row.hour < NOON);
  const afternoon = rows.slice(morning.length);
  /** @type {[string, Consultation[]][]} */
  const both = [
    [t("hour-morning"), morning],
    [t("hour-afternoon"), afternoon],
  ];
  return both.filter(([, { length }]) => length);
}

/** @param {Consultation[]} rows @returns {[string, Consultation[]][]} by day */
function days(rows) {
  return [...new Set(rows.map((row) => row.date))].map((date) => [longDay(date), rows.filter((row) => row.date === date)]);
}

/** @param {Consultation} row @param {boolean} isAlone @param {boolean} isAny */
function choice(row, isAlone, isAny) {
  const hint = isAny ? specialtyName(row.specialty) : undefined;
  const time = clock(row.hour);
  return isAlone
    ? { value: row.id, words: time, hint }
    : { value: row.id, lead: time, words: t("doctor-of-row", { name: row.doctor }), hint };
}
