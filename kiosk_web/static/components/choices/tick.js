// One thing that is so or not, as a tile like an answer's. A button, so that Enter ticks it too: in an input it would
// submit the form.
import { html } from "../../html.js";
import { Icon } from "../icon/icon.js";

/**
 * @param {object} props
 * @param {string} props.id
 * @param {string} props.words
 * @param {string} props.hint what follows from the tick; shown and said once it is there
 * @param {boolean} props.isOn
 * @param {() => void} props.onTap
 */
export function Tick({ id, words, hint, isOn, onTap }) {
  return html`<div class="tick">
    <button
      type="button"
      class="choices__tile tick__tile"
      role="checkbox"
      id=${id}
      aria-checked=${String(isOn)}
      aria-describedby=${isOn ? `${id}-hint` : undefined}
      data-chosen=${isOn ? "true" : undefined}
      onClick=${onTap}
    >
      <span class="choices__text choices__words">${words}</span>
      <span class="choices__mark">${isOn && html`<${Icon} name="check" />`}</span>
    </button>
    ${isOn && html`<p class="field__hint" id="${id}-hint">${hint}</p>`}
  </div>`;
}
