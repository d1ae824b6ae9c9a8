// A labelled text field. Its value lives in the state; `data-keyboard` says which on-screen keyboard it needs.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { digitsOf, grouped } from "../../domain/patient-number.js";

/**
 * @param {object} props
 * @param {string} props.id
 * @param {string} props.label
 * @param {string} [props.hint]
 * @param {string} props.value
 * @param {(value: string) => void} props.onInput
 * @param {number} [props.maxLength]
 * @param {"text" | "name" | "number"} [props.keyboard]
 * @param {boolean} [props.isSecret] shown as dots, and read aloud by nobody
 * @param {import("../../types.js").FieldError[]} props.errors
 */
export function Field({ id, label, hint, value, onInput, maxLength = 50, keyboard = "text", isSecret = false, errors }) {
  const error = errors.find((one) => one.field === id);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return html`<div class="field ${error ? "field--wrong" : ""}">
    <label class="field__label" for=${id}>${label}</label>
    ${hint && html`<p class="field__hint" id="${id}-hint">${hint}</p>`}
    ${error && html`<p class="field__error" id="${id}-error">${t(error.message)}</p>`}
    <input
      class=${isSecret ? "field__input field__input--secret" : "field__input"}
      data-secret=${isSecret ? "true" : undefined}
      id=${id}
      name=${id}
      type="text"
      inputmode="none"
      autocomplete="off"
      autocapitalize="off"
      autocorrect=${false}
      spellcheck=${false}
      maxlength=${maxLength}
      data-keyboard=${keyboard}
      aria-describedby=${described || undefined}
      aria-invalid=${error ? "true" : undefined}
      value=${value}
      onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => onInput(event.currentTarget.value)}
    />
  </div>`;
}

/**
 * A patient number: shown in groups of three while it is typed, because people read numbers aloud that way.
 * @param {object} props
 * @param {string} props.value
 * @param {(value: string) => void} props.onInput
 * @param {import("../../types.js").FieldError[]} props.errors
 */
export function NumberField({ value, onInput, errors }) {
  const regroup = (/** @type {string} */ typed) => {
    const input = /** @type {HTMLInputElement} */ (document.getElementById("patient-number"));
    const before = digitsOf(typed.slice(0, input.selectionStart ?? typed.length)).length;
    const text = grouped(typed);
    if (text !== typed) {
      input.value = text;
      // The caret stays behind the same digit, wherever the spaces moved.
      let caret = 0;
      for (let seen = 0; seen < before; caret += 1) if (/\d/.test(text[caret] ?? "0")) seen += 1;
      input.setSelectionRange(caret, caret);
    }
    onInput(text);
  };
  return html`<${Field}
    id="patient-number"
    label=${t("field-number")}
    hint=${t("field-number-hint")}
    keyboard="number"
    maxLength=${20}
    value=${value}
    onInput=${regroup}
    errors=${errors}
  />`;
}
