// What are you looking for, and what is free. Opens on the first free consultations of all: never on an empty list.
import { html } from "../../html.js";
import { clock, shortDay } from "../../dates.js";
import { t } from "../../i18n.js";
import { Actions } from "../../components/actions/actions.js";
import { Button } from "../../components/button/button.js";
import { Choice } from "../../components/choice/choice.js";
import { ConsultationTable } from "../../components/consultation-table/consultation-table.js";
import { Problem } from "../../components/problem/problem.js";
import { doctorWords, specialtyWords, whenWords } from "./criteria-words.js";

/** @param {import("../../app.js").ScreenProps} props */
export function Search({ state, journey }) {
  const { problem, waiting } = state;
  const isSearching = waiting === "search";
  return html`<div class="screen search">
    <h1 id="screen-title" tabindex="-1">${t("search-title")}</h1>
    <div class="search__criteria">
      <${Choice} id="choose-specialty" label=${t("search-specialty")} value=${specialtyWords(state)} onOpen=${() => journey.openDialog("specialty")} />
      <${Choice} id="choose-doctor" label=${t("search-doctor")} value=${doctorWords(state)} onOpen=${() => journey.openDialog("doctor")} />
      <${Choice} id="choose-when" label=${t("search-when")} value=${whenWords(state)} onOpen=${() => journey.openDialog("when")} />
      <${Button} id="search" isWaiting=${isSearching} onTap=${journey.search}>${t("search-submit")}<//>
    </div>
    ${problem?.place === "results" && html`<${Problem} problem=${problem} isWaiting=${isSearching} />`}
    <${Found} state=${state} journey=${journey} />
  </div>`;
}

/** @param {import("../../app.js").ScreenProps} props */
function Found({ state, journey }) {
  const { results, selected, waiting, problem } = state;
  const count = results?.rows.length ?? 0;
  const status = waiting === "search" ? t("waiting-search") : results ? t("results-count", { count }) : "";
  return html`<section class="search__found" aria-labelledby="results-title">
    <div class="search__heading">
      <h2 id="results-title">${t("results-title")}</h2>
      <p id="results-count" role="status">${status}</p>
    </div>
    ${results && results.widened !== "none" && count > 0 && html`<p class="search__widened">${t(`widened-${results.widened}`)}</p>`}
    ${results && count > 0 && html`<${ConsultationTable} rows=${results.rows} selected=${selected} onSelect=${journey.select} />`}
    ${results?.next && html`<${Button} id="more" isWaiting=${waiting === "more"} onTap=${journey.more}>${t("results-more")}<//>`}
    ${results && count === 0 && !problem && waiting !== "search" && html`<${NothingFree} journey=${journey} />`}
    ${!results && waiting === "search" && html`<div class="search__skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i></div>`}
  </section>`;
}

/** @param {{ journey: import("../../app.js").ScreenProps["journey"] }} props */
function NothingFree({ journey }) {
  return html`<div class="search__nothing stack">
    <p><strong>${t("results-none")}</strong></p>
    <p>${t("results-none-hint")}</p>
    <${Button} id="widen" onTap=${journey.widen}>${t("results-widen")}<//>
  </div>`;
}

/** @param {import("../../app.js").ScreenProps} props */
export function SearchActions({ state, journey }) {
  const { selected } = state;
  const note = selected
    ? html`<p class="search__chosen" id="chosen">
        <span class="visually-hidden">${t("selected-is")}</span>
        <strong>${shortDay(selected.date)}, ${clock(selected.hour)}</strong>
        ${t("doctor-of-row", { name: selected.doctor })} · ${selected.specialty}
      </p>`
    : html`<p class="search__chosen" id="chosen">${t("selected-none")}</p>`;
  return html`<${Actions} note=${note}>
    <${Button} kind="primary" id="book" isOff=${!selected} onTap=${() => journey.openDialog("reason")}>${t("book")}<//>
  <//>`;
}

