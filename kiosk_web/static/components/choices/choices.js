// One answer out of several, as large tiles: native radio buttons, so that arrows move and a screen reader
// counts them; a mark, a thick border and bold words show the chosen one beside the colour. A tap chooses and
// goes nowhere: Continue does that, so that a slip of the finger costs nothing.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../icon/icon.js";

/**
 * @template V
 * @typedef {{ value: V, words: string, hint?: string | undefined, picture?: unknown, lead?: string | undefined }} Choice
 */

/**
 * @template V
 * @param {object} props
 * @param {string} props.name of the group; the tiles are `${name}-0`, `${name}-1`…
 * @param {string} props.label what is asked, for a screen reader
 * @param {Choice<V>[]} props.choices
 * @param {V | undefined} props.chosen undefined where nothing is chosen yet
 * @param {(value: V, isTouch: boolean) => void} props.onChoose
 * @param {"tiles" | "rows"} [props.shape]
 * @param {number} [props.first] the number of the first tile, where a group goes on under another heading
 * @param {import("../../types.js").FieldError[]} [props.errors] those about the first tile are about the group
 */
export function Choices({ name, label, choices, chosen, onChoose, shape = "tiles", first = 0, errors = [] }) {
  const error = errors.find((one) => one.field === `${name}-${first}`);
  return html`<div
    class="choices choices--${shape}"
    role="radiogroup"
    aria-label=${label}
    aria-invalid=${error ? "true" : undefined}
    aria-describedby=${error ? `${name}-error` : undefined}
  >
    ${error && html`<p class="field__error choices__error" id="${name}-error">${t(error.message)}</p>`}
    ${choices.map(({ value, words, hint, picture, lead }, index) => {
      const isChosen = value === chosen;
      return html`<label key=${String(value)} class="choices__tile" data-chosen=${isChosen ? "true" : undefined}>
        <input
          type="radio"
          class="choices__radio"
          id="${name}-${first + index}"
          name=${name}
          checked=${isChosen}
          data-value=${String(value)}
          onClick=${(/** @type {MouseEvent} */ event) => onChoose(value, event.detail > 0)}
        />
        ${picture && html`<span class="choices__picture">${picture}</span>`}
        <span class="choices__text">
          ${lead && html`<span class="choices__lead">${lead}</span>`}
          <span class="choices__words">${words}</span>
          ${hint && html`<span class="choices__hint">${hint}</span>`}
        </span>
        <span class="choices__mark">${isChosen && html`<${Icon} name="check" />`}</span>
      </label>`;
    })}
  </div>`;
}
