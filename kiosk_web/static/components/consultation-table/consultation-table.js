// The free consultations, one a row, one of them chosen. A real table of radio buttons: arrows move the choice,
// a touch anywhere in a row makes it, a mark and bold words show it beside the colour.
import { html } from "../../html.js";
import { clock, shortDay } from "../../dates.js";
import { t } from "../../i18n.js";
import { Icon } from "../icon/icon.js";

/** @typedef {import("../../types.js").Consultation} Consultation */

/**
 * @param {object} props
 * @param {Consultation[]} props.rows
 * @param {Consultation | null} props.selected
 * @param {(consultation: Consultation) => void} props.onSelect
 */
export function ConsultationTable({ rows, selected, onSelect }) {
  return html`<table class="consultations" aria-labelledby="results-title">
    <thead>
      <tr>
        <th scope="col"><span class="visually-hidden">${t("column-choice")}</span></th>
        <th scope="col">${t("column-date")}</th>
        <th scope="col">${t("column-hour")}</th>
        <th scope="col">${t("column-doctor")}</th>
        <th scope="col">${t("column-specialty")}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => {
        const isSelected = row.id === selected?.id;
        return html`<tr
          key=${row.id}
          class="consultations__row"
          data-consultation=${row.id}
          data-selected=${isSelected ? "true" : undefined}
          onClick=${() => onSelect(row)}
        >
          <td class="consultations__choice">
            <input
              type="radio"
              name="consultation"
              class="consultations__radio"
              checked=${isSelected}
              aria-label="${shortDay(row.date)}, ${clock(row.hour)}, ${t("doctor-of-row", { name: row.doctor })}, ${row.specialty}"
              onChange=${() => onSelect(row)}
            />
            <span class="consultations__mark">${isSelected && html`<${Icon} name="check" />`}</span>
          </td>
          <td class="consultations__date">${shortDay(row.date)}</td>
          <td class="consultations__hour">${clock(row.hour)}</td>
          <td>${t("doctor-of-row", { name: row.doctor })}</td>
          <td>${row.specialty}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}
