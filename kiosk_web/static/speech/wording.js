// What is said of one element: name, role, value, state, position, hint and error; and of letters being typed. Pure: reads
// the document, keeps nothing. Names are in names.js, how numbers sound in aloud.js, timing in narrator.js.
import { LANGUAGES, tIn } from "../i18n.js";
import { digits, piece } from "./aloud.js";
import { descriptionsOf, groupOf, inOneBreath, isHeard, nameOf, roleOf, tidy } from "./names.js";

/** @typedef {import("../i18n.js").Language} Language */
/** @typedef {import("./aloud.js").Piece} Piece */

/** @type {Record<string, string>} */
const ROLES = {
  button: "speech-button",
  link: "speech-link",
  radio: "speech-radio",
  checkbox: "speech-checkbox",
  switch: "speech-switch",
  tab: "speech-tab",
  combobox: "speech-list",
  slider: "speech-slider",
};

/** @type {Record<string, string>} what the voice would skip, or take for a pause */
const SIGNS = {
  " ": "speech-space",
  "'": "speech-apostrophe",
  "’": "speech-apostrophe",
  "-": "speech-hyphen",
  ".": "speech-period",
  ",": "speech-comma",
  "\n": "speech-new-line",
};
/** The most letters to spell: more at once were inserted, not typed, and are read as words. */
const SPELLED = 3;

/**
 * @param {Element} element
 * @param {Language} page the language of the page
 * @returns {Language} the language of this part of it
 */
export function languageOf(element, page) {
  const marked = element.closest("[lang]");
  if (!marked || marked === document.documentElement) return page;
  const code = marked.getAttribute("lang")?.slice(0, 2).toLowerCase();
  return LANGUAGES.find((language) => language.code === code)?.code ?? page;
}

/** @param {EventTarget | null} element @returns {element is HTMLInputElement | HTMLTextAreaElement} */
export function isTextField(element) {
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && roleOf(element) === "textbox";
}

/** @param {Element} field whether digits are typed in it: it has the number pad */
export function isNumberField(field) {
  return field instanceof HTMLElement && (field.dataset.keyboard === "number" || /^(numeric|decimal|tel)$/.test(field.inputMode));
}

/** @param {Element} field whether its content must not be spoken: the staff's code */
export function isSecret(field) {
  return field instanceof HTMLElement && field.dataset.secret === "true";
}

/**
 * Return all there is to say about a control that takes the focus.
 * @param {Element} control
 * @param {Language} page
 * @param {Element | null} [from] where the focus was: a group is named only on entering it, and an error is not said
 *   again where the line that leads to the field has just said it
 * @returns {Piece[]}
 */
export function describe(control, page, from = null) {
  const language = languageOf(control, page);
  const group = groupOf(control);
  const entered = group && !(from && group.contains(from)) ? group : null;
  const line = inOneBreath([
    entered ? nameOf(entered) : "",
    nameOf(control),
    roleWords(control, language),
    valueWords(control, language),
    ...stateWords(control, language),
    positionWords(control, language),
  ]);
  const own = descriptionsOf(control);
  // A date's error belongs to its three fields together: it is said at each until it is corrected.
  const isWrong = control.getAttribute("aria-invalid") === "true";
  const shared = group && (entered || (isWrong && !own.length)) ? descriptionsOf(group) : [];
  const heard = from && nameOf(from);
  return [line, ...new Set([...own, ...shared])].filter((text) => text && text !== heard).map((text) => piece(text, language));
}

/**
 * @param {Element} control
 * @param {Language} language
 */
function roleWords(control, language) {
  if (isTextField(control)) return tIn(language, isNumberField(control) ? "speech-number-field" : "speech-field");
  // Every day of a calendar is a cell: the role would be said thirty times.
  if (control.closest('[role="grid"]')) return "";
  const key = ROLES[roleOf(control)];
  return key ? tIn(language, key) : "";
}

/**
 * @param {Element} control
 * @param {Language} language
 */
function valueWords(control, language) {
  if (isSecret(control)) return "";
  if (isTextField(control)) {
    const value = tidy(control.value);
    if (!value) return tIn(language, "speech-empty");
    return isNumberField(control) && /^[\d\s]+$/.test(value) ? digits(value) : value;
  }
  if (control instanceof HTMLSelectElement) return tidy(control.selectedOptions[0]?.textContent ?? "");
  return tidy(control.getAttribute("aria-valuetext") ?? control.getAttribute("aria-valuenow") ?? "");
}

/**
 * @param {Element} control
 * @param {Language} language
 * @returns {string[]}
 */
function stateWords(control, language) {
  const role = roleOf(control);
  const has = (/** @type {string} */ name) => control.getAttribute(name) === "true";
  /** @type {string[]} */
  const keys = [];
  const isOn =
    control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type) ? control.checked : has("aria-checked");
  if (role === "checkbox" || role === "switch") keys.push(isOn ? "speech-checked" : "speech-not-checked");
  if (role === "radio") keys.push(isOn ? "speech-selected" : "speech-not-selected");
  if (control.hasAttribute("aria-pressed")) keys.push(has("aria-pressed") ? "speech-selected" : "speech-not-selected");
  const cell = control.closest('[role="gridcell"], [role="option"], [role="tab"]');
  if (cell?.getAttribute("aria-selected") === "true" && !keys.length) keys.push("speech-selected");
  if (control.hasAttribute("aria-expanded")) keys.push(has("aria-expanded") ? "speech-open" : "speech-closed");
  else if (control.hasAttribute("aria-haspopup") && !has("aria-disabled")) keys.push("speech-opens");
  if (has("aria-required") || (control instanceof HTMLInputElement && control.required)) keys.push("speech-required");
  if (has("aria-invalid")) keys.push("speech-wrong");
  if (has("aria-busy")) keys.push("speech-busy");
  if (has("aria-disabled") || control.matches(":disabled") || (cell && cell.getAttribute("aria-disabled") === "true")) {
    keys.push("speech-off-now");
  }
  return keys.map((key) => tIn(language, key));
}

/**
 * @param {Element} control
 * @param {Language} language
 */
function positionWords(control, language) {
  const fellows = fellowsOf(control);
  const place = fellows.indexOf(control) + 1;
  return place && fellows.length > 1 ? tIn(language, "speech-position", { place, count: fellows.length }) : "";
}

/** @param {Element} control @returns {Element[]} the options of the same group */
function fellowsOf(control) {
  if (control instanceof HTMLInputElement && control.type === "radio" && control.name) {
    const all = document.querySelectorAll(`input[type="radio"][name="${CSS.escape(control.name)}"]`);
    return [...all].filter(isHeard);
  }
  const around = control.closest('[role="radiogroup"], [role="listbox"], [role="tablist"]');
  const role = control.getAttribute("role");
  if (!around || !role) return [];
  return [...around.querySelectorAll(`[role="${CSS.escape(role)}"]`)].filter(isHeard);
}

/**
 * Return what to say for a change in a field: the letters added, else those erased.
 * @param {string} before
 * @param {string} after
 * @param {boolean} isNumber whether to ignore spaces, which the page puts between groups of digits
 * @param {Language} language
 * @returns {Piece | null} null if there is nothing to say
 */
export function echo(before, after, isNumber, language) {
  const [old, now] = [before, after].map((text) => [...(isNumber ? text.replace(/\s/g, "") : text)]);
  if (!old || !now) return null;
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const came = now.slice(start, now.length - end);
  const went = old.slice(start, old.length - end);
  if (came.length) return { text: spelled(came, language), language };
  if (went.length) return { text: tIn(language, "speech-erased", { letters: spelled(went, language) }), language };
  return null;
}

/**
 * @param {string[]} letters
 * @param {Language} language
 */
function spelled(letters, language) {
  if (letters.length > SPELLED) return piece(letters.join(""), language).text;
  return letters
    .map((letter) => {
      const sign = SIGNS[letter];
      if (sign) return tIn(language, sign);
      const isCapital = letter !== letter.toLocaleLowerCase(language);
      return isCapital ? tIn(language, "speech-capital", { letter }) : letter;
    })
    .join(", ");
}
