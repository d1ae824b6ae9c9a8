// Which hour of the day, with which doctor; or, where somebody was quicker, what is free nearest to it.
import { html } from "../../html.js";
import { clock, longDay } from "../../dates.js";
import { t } from "../../i18n.js";
import { specialtyName } from "../../specialties.js";
import { Button } from "../../components/button/button.js";
import { Choices } from "../../components/choices/choices.js";
import { Skeleton } from "../../components/skeleton/skeleton.js";

const NOON = "12:00";

/** @param {import("../table.js").ScreenProps} props */
export function HourQuestion({ state, journey }) {
  const { hours, day, problem, waiting } = state;
  const isNearest = hours?.isNearest ?? problem?.booking ?? false;
  const rows = hours?.rows ?? [];
  const morning = rows.filter((row) => row.hour < NOON);
  const afternoon = rows.filter((row) => row.hour >= NOON);
  return html`<h1 id="screen-title" tabindex="-1">${t(isNearest ? "nearest-title" : "hour-title")}</h1>
    ${!isNearest && day && html`<p class="screen__lead hour__day">${longDay(day)}</p>`}
    ${!hours && waiting === "hours" && html`<${Skeleton} shape="rows" />`}
    ${hours && rows.length === 0 && html`<p class="screen__lead">${t(isNearest ? "results-none" : "hour-none")}</p>`}
    ${isNearest
      ? html`<${Rows} rows=${rows} first=${0} state=${state} journey=${journey} label=${t("nearest-title")} />`
      : html`<${Half} name="morning" rows=${morning} first=${0} state=${state} journey=${journey} />
          <${Half} name="afternoon" rows=${afternoon} first=${morning.length} state=${state} journey=${journey} />`}
    ${hours?.next && html`<${Button} id="more" isWaiting=${waiting === "more"} onTap=${journey.moreHours}>${t("hour-more")}<//>`}`;
}

/**
 * @typedef {object} RowsProps
 * @property {import("../../types.js").Consultation[]} rows
 * @property {number} first the number of the first row: morning and afternoon are one group of radio buttons
 * @property {import("../../state.js").State} state
 * @property {import("../../journey.js").Journey} journey
 */

/** @param {RowsProps & { name: "morning" | "afternoon" }} props */
function Half({ name, rows, first, state, journey }) {
  if (!rows.length) return null;
  return html`<section class="stack" aria-labelledby="${name}-title">
    <h2 id="${name}-title">${t(`hour-${name}`)}</h2>
    <${Rows} rows=${rows} first=${first} state=${state} journey=${journey} label=${t(`hour-${name}`)} />
  </section>`;
}

/** @param {RowsProps & { label: string }} props */
function Rows({ label, rows, first, state, journey }) {
  const isAny = state.wish.specialtyId === null;
  const choices = rows.map((row) => ({
    value: row.id,
    lead: clock(row.hour),
    words: t("doctor-of-row", { name: row.doctor }),
    hint: [state.hours?.isNearest && longDay(row.date), isAny && specialtyName(row.specialty)].filter(Boolean).join(" · "),
  }));
  const choose = (/** @type {number} */ id) => {
    const row = rows.find((one) => one.id === id);
    if (row) journey.chooseHour(row);
  };
  return html`<${Choices}
    name="hour"
    label=${label}
    choices=${choices}
    first=${first}
    chosen=${state.consultation?.id}
    onChoose=${choose}
    errors=${state.errors}
  />`;
}
