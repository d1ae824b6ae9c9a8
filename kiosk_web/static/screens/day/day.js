// Which day: a calendar that shows how many consultations are free, and the same days as a list; the list alone
// for people who would rather read than look. Opens on the first free days, never on an empty month.
import { html } from "../../html.js";
import { today } from "../../dates.js";
import { t } from "../../i18n.js";
import { widerWish } from "../../journey/searching.js";
import { Button } from "../../components/button/button.js";
import { Calendar } from "../../components/calendar/calendar.js";
import { DayList } from "../../components/day-list/day-list.js";
import { Skeleton } from "../../components/skeleton/skeleton.js";

const LISTED_BESIDE = 8;
const LISTED_ALONE = 31;

/** @param {import("../table.js").ScreenProps} props */
export function DayQuestion({ state, journey }) {
  const { calendar, day, look, waiting, problem, errors } = state;
  const error = errors.find((one) => one.field === "calendar");
  const described = error ? "day-error" : undefined;
  const isEmpty = calendar !== null && calendar.days.size === 0 && calendar.nextDate === null;
  const isListed = calendar !== null && !isEmpty;
  return html`<div class="screen__head">
      <h1 id="screen-title" tabindex="-1">${t("day-title")}</h1>
      ${isListed &&
      html`<${Button} id="list-only" icon=${look.isListOnly ? "calendar" : "list"} onTap=${() => journey.look({ isListOnly: !look.isListOnly })}>
        ${t(look.isListOnly ? "day-show-calendar" : "day-list-only")}
      <//>`}
    </div>
    ${!calendar && !problem && html`<${Skeleton} shape="rows" />`}
    ${isEmpty && html`<${NothingFree} state=${state} journey=${journey} />`}
    ${isListed &&
    html`${error && html`<p class="field__error" id="day-error">${t(error.message)}</p>`}
      <div class="day" data-list-only=${look.isListOnly ? "true" : undefined}>
        ${!look.isListOnly &&
        html`<div id="calendar" tabindex="-1" role="group" aria-labelledby="screen-title" aria-describedby=${described}>
          <${Calendar}
            days=${calendar.days}
            covered=${calendar.covered}
            month=${calendar.month}
            selected=${day}
            earliest=${today()}
            nextDate=${calendar.nextDate}
            isWaiting=${waiting === "days"}
            onSelect=${journey.chooseDay}
            onMonth=${journey.showMonth}
          />
        </div>`}
        <section class="day__list" id=${look.isListOnly ? "calendar" : undefined} tabindex="-1" aria-labelledby="day-list-title" aria-describedby=${described}>
          <h2 id="day-list-title">${t("day-list-title")}</h2>
          <${DayList}
            days=${calendar.days}
            selected=${day}
            onSelect=${journey.chooseDay}
            limit=${look.isListOnly ? LISTED_ALONE : LISTED_BESIDE}
          />
        </section>
      </div>`}`;
}

/** @param {{ state: import("../../state.js").State, journey: import("../../journey.js").Journey }} props */
function NothingFree({ state, journey }) {
  const wider = widerWish(state);
  return html`<div class="day__nothing stack">
    <p><strong>${t("results-none")}</strong></p>
    <p>${t("results-none-hint")}</p>
    ${wider &&
    html`<${Button} id="widen" kind="primary" onTap=${journey.widen}>
      ${t(wider.specialtyId === null ? "results-widen-all" : "results-widen-doctors")}
    <//>`}
  </div>`;
}
