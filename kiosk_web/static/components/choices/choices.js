// One answer out of several, as large tiles: native radio buttons, so that arrow keys and screen readers work. A mark, a
// thick border and bold text show the choice, not colour alone. A tap only chooses; Continue goes on, so that a slip
// costs nothing. In a list of names the first letters lead to an answer, as in a list box.
import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { followLetters } from "../../touch/first-letters.js";
import { Icon } from "../icon/icon.js";

/**
 * @template V
 * @typedef {{ value: V, words: string, hint?: string | undefined, picture?: unknown, lead?: string | undefined, name?: string }} Choice
 *   `name`: what its first letters are taken from, if not from its words
 */

/**
 * @template V
 * @param {object} props
 * @param {string} props.name of the group; the tiles are `${name}-0`, `${name}-1`…
 * @param {string} props.label what is asked, for a screen reader
 * @param {Choice<V>[]} props.choices
 * @param {V | undefined} props.chosen undefined if nothing is chosen yet
 * @param {(value: V, isTouch: boolean) => void} props.onChoose
 * @param {"tiles" | "rows"} [props.shape]
 * @param {number} [props.first] the number of the first tile, if the group continues under another heading
 * @param {boolean} [props.isByLetters] whether typed letters choose the next answer that begins so
 * @param {import("../../types.js").FieldError[]} [props.errors] those about the first tile are about the group
 */
export function Choices({
  name,
  label,
  choices,
  chosen,
  onChoose,
  shape = "tiles",
  first = 0,
  isByLetters = false,
  errors = [],
}) {
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => (isByLetters ? followLetters(() => root.current) : undefined), [isByLetters]);
  const error = errors.find((one) => one.field === `${name}-${first}`);
  const described = [error && `${name}-error`, isByLetters && `${name}-letters`].filter(Boolean).join(" ");
  return html`<div
    ref=${root}
    class="choices choices--${shape}"
    role="radiogroup"
    aria-label=${label}
    aria-invalid=${error ? "true" : undefined}
    aria-describedby=${described || undefined}
  >
    ${isByLetters && html`<p class="choices__letters" id="${name}-letters">${t("choices-letters")}</p>`}
    ${error && html`<p class="field__error choices__error" id="${name}-error">${t(error.message)}</p>`}
    ${choices.map(({ value, words, hint, picture, lead, name: known }, index) => {
      const isChosen = value === chosen;
      return html`<label key=${String(value)} class="choices__tile" data-chosen=${isChosen ? "true" : undefined}>
        <input
          type="radio"
          class="choices__radio"
          id="${name}-${first + index}"
          name=${name}
          checked=${isChosen}
          data-value=${String(value)}
          data-name=${isByLetters ? (known ?? words) : undefined}
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
