// Which day: a calendar with the number of free consultations, and the same days as a list; the list alone for those who
// prefer reading. Opens at the first free day, never on an empty month. Where large text leaves the calendar no room on a low
// glass, the list comes first.
import { useLayoutEffect, useState } from "preact/hooks";
import { html } from "../../html.js";
import { today } from "../../domain/dates.js";
import { t } from "../../i18n.js";
import { widerWish } from "../../journey/searching.js";
import { Button } from "../../components/button/button.js";
import { Calendar } from "../../components/calendar/calendar.js";
import { DayList } from "../../components/day-list/day-list.js";
import { Skeleton } from "../../components/skeleton/skeleton.js";

const LISTED_BESIDE = 8;
const LISTED_ALONE = 31;
/** The text sizes from this one on leave no room for a calendar on a low glass. */
const LARGE = 3;
const LOW = "(height <= 1100px)";

/** @param {import("../table.js").ScreenProps} props */
export function DayQuestion({ state, journey }) {
  const { calendar, day, look, waiting, problem, errors } = state;
  const error = errors.find((one) => one.field === "calendar");
  const described = error ? "day-error" : undefined;
  const isEmpty = calendar !== null && calendar.days.size === 0 && calendar.nextDate === null;
  const isListed = calendar !== null && !isEmpty;
  const isTight = useIsLow() && look.size >= LARGE;
  const isListFirst = isTight || look.isListOnly;
  const list =
    isListed &&
    html`<section class="day__list" id=${isListFirst ? "calendar" : undefined} tabindex="-1" aria-labelledby="day-list-title" aria-describedby=${described}>
      <h2 id="day-list-title" class=${isTight ? "visually-hidden" : ""}>${t("day-list-title")}</h2>
      <${DayList}
        days=${calendar.days}
        selected=${day}
        onSelect=${journey.chooseDay}
        limit=${look.isListOnly ? LISTED_ALONE : LISTED_BESIDE}
      />
    </section>`;
  const weeks =
    isListed &&
    !look.isListOnly &&
    html`<div id=${isListFirst ? undefined : "calendar"} tabindex="-1" role="group" aria-labelledby="screen-title" aria-describedby=${described}>
      <${Calendar}
        days=${calendar.days}
        covered=${calendar.covered}
        first=${calendar.first}
        selected=${day}
        earliest=${today()}
        nextDate=${calendar.nextDate}
        isWaiting=${waiting === "days"}
        onSelect=${journey.chooseDay}
        onTurn=${journey.showWeeks}
      />
    </div>`;
  return html`<div class="screen__head">
      <h1 id="screen-title" tabindex="-1">${t("day-title")}</h1>
      ${
        isListed &&
        !isTight &&
        html`<${Button} id="list-only" icon=${look.isListOnly ? "calendar" : "list"} onTap=${() => journey.look({ isListOnly: !look.isListOnly })}>
        ${t(look.isListOnly ? "day-show-calendar" : "day-list-only")}
      <//>`
      }
    </div>
    ${!calendar && !problem && html`<${Skeleton} shape="rows" />`}
    ${isEmpty && html`<${NothingFree} state=${state} journey=${journey} />`}
    ${
      isListed &&
      html`${error && html`<p class="field__error" id="day-error">${t(error.message)}</p>`}
      <div class="day" data-list-only=${look.isListOnly ? "true" : undefined}>${isListFirst ? [list, weeks] : [weeks, list]}</div>`
    }`;
}

/** @returns {boolean} whether the glass is low, as it is now: it may be turned, or given another mode */
function useIsLow() {
  const [isLow, setLow] = useState(matchMedia(LOW).matches);
  useLayoutEffect(() => {
    const glass = matchMedia(LOW);
    const follow = () => setLow(glass.matches);
    glass.addEventListener("change", follow);
    return () => glass.removeEventListener("change", follow);
  }, []);
  return isLow;
}

/** @param {{ state: import("../../state.js").State, journey: import("../../journey/journey.js").Journey }} props */
export function NothingFree({ state, journey }) {
  const wider = widerWish(state);
  return html`<div class="day__nothing stack">
    <p><strong>${t("results-none")}</strong></p>
    <p>${t("results-none-hint")}</p>
    ${
      wider &&
      html`<${Button} id="widen" kind="primary" onTap=${journey.widen}>
      ${t(wider.specialtyId === null ? "results-widen-all" : "results-widen-doctors")}
    <//>`
    }
  </div>`;
}
