// A choice among several: a button that tells the choice and opens a dialog of large answers. The browser's
// own list has rows too low for a finger.
import { html } from "../../html.js";
import { Dialog } from "../dialog/dialog.js";
import { Icon } from "../icon/icon.js";

/**
 * @param {object} props
 * @param {string} props.id
 * @param {string} props.label
 * @param {string} props.value
 * @param {() => void} props.onOpen
 */
export function Choice({ id, label, value, onOpen }) {
  return html`<button type="button" class="choice" id=${id} aria-haspopup="dialog" onClick=${onOpen}>
    <span class="choice__words">
      <span class="choice__label">${label}<span class="visually-hidden"> : </span></span>
      <span class="choice__value">${value}</span>
    </span>
    <${Icon} name="down" />
  </button>`;
}

/**
 * @template {string | number | null} V
 * @param {object} props
 * @param {string} props.title
 * @param {string} props.opener
 * @param {{ value: V, words: string }[]} props.options
 * @param {V} props.chosen
 * @param {(value: V) => void} props.onChoose
 * @param {() => void} props.onClose
 * @param {unknown} [props.children] shown under the answers
 * @param {unknown} [props.foot]
 */
export function ChoiceDialog({ title, opener, options, chosen, onChoose, onClose, children, foot }) {
  return html`<${Dialog} title=${title} opener=${opener} onClose=${onClose} foot=${foot}>
    <ul class="options">
      ${options.map(
        ({ value, words }) =>
          html`<li key=${value}>
            <button
              type="button"
              class="option"
              aria-pressed=${value === chosen ? "true" : "false"}
              onClick=${() => onChoose(value)}
            >
              <span class="option__mark">${value === chosen && html`<${Icon} name="check" />`}</span>
              <span>${words}</span>
            </button>
          </li>`,
      )}
    </ul>
    ${children}
  <//>`;
}
