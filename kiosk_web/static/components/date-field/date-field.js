// A date in three number fields. The focus does not jump from one to the next: people lose their place.
import { html } from "../../html.js";
import { t } from "../../i18n.js";

/** @typedef {import("../../types.js").TypedDate} TypedDate */

/**
 * @param {object} props
 * @param {string} props.id the day's input is `${id}-day`, and so on
 * @param {string} props.label
 * @param {string} [props.hint]
 * @param {TypedDate} props.value
 * @param {(value: TypedDate) => void} props.onInput
 * @param {import("../../types.js").FieldError[]} props.errors
 */
export function DateField({ id, label, hint, value, onInput, errors }) {
  const error = errors.find((one) => one.field.startsWith(`${id}-`));
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const part = (/** @type {keyof TypedDate} */ name, /** @type {string} */ words, /** @type {number} */ length) =>
    html`<div class="date-field__part date-field__part--${name}">
      <label for="${id}-${name}">${words}</label>
      <input
        class="field__input"
        id="${id}-${name}"
        name="${id}-${name}"
        type="text"
        inputmode="none"
        autocomplete="off"
        autocapitalize="off"
        spellcheck=${false}
        maxlength=${length}
        data-keyboard="number"
        aria-invalid=${error ? "true" : undefined}
        value=${value[name]}
        onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) =>
          onInput({ ...value, [name]: event.currentTarget.value })}
      />
    </div>`;
  return html`<fieldset class="date-field ${error ? "field--wrong" : ""}" aria-describedby=${described || undefined}>
    <legend class="field__label">${label}</legend>
    ${hint && html`<p class="field__hint" id="${id}-hint">${hint}</p>`}
    ${error && html`<p class="field__error" id="${id}-error">${t(error.message)}</p>`}
    <div class="date-field__parts">
      ${part("day", t("date-day"), 2)} ${part("month", t("date-month"), 2)} ${part("year", t("date-year"), 4)}
    </div>
  </fieldset>`;
}
