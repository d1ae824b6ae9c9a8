// How keys edit the field in use. Each edit fires the `input` event that a physical keyboard would.

/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextField */

/** @param {EventTarget | null} target @returns {TextField | null} the target, if it is a field for our keyboard */
export function textField(target) {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField && target.dataset.keyboard ? target : null;
}

/** @param {TextField} field @returns {string} what stands before the caret */
export function textBefore(field) {
  return field.value.slice(0, field.selectionStart ?? field.value.length);
}

/** @param {TextField} field @returns {string} the letter before the caret, or nothing */
export function letterBefore(field) {
  return [...textBefore(field)].at(-1) ?? "";
}

/**
 * @param {TextField} field
 * @param {string} letters
 */
export function write(field, letters) {
  const [start, end] = selection(field);
  const length = field.value.length - (end - start) + letters.length;
  // `maxlength` limits physical keyboards only.
  if (field.maxLength >= 0 && length > field.maxLength) return;
  field.setRangeText(letters, start, end, "end");
  tell(field, "insertText");
}

/**
 * Replace the letter before the caret.
 * @param {TextField} field
 * @param {string} letter
 */
export function changeLetter(field, letter) {
  const [start] = selection(field);
  field.setRangeText(letter, start - letterBefore(field).length, start, "end");
  tell(field, "insertReplacementText");
}

/** @param {TextField} field */
export function eraseBack(field) {
  const [start, end] = selection(field);
  if (start === end && start === 0) return;
  // The page puts the spaces between groups of digits: the digit before one goes too.
  const isGroup = field.dataset.keyboard === "number" && /\d $/.test(textBefore(field));
  const step = start === end ? (isGroup ? 2 : letterBefore(field).length) : 0;
  field.setRangeText("", start - step, end, "end");
  tell(field, "deleteContentBackward");
}

/** @param {TextField} field @returns {[number, number]} */
function selection(field) {
  const start = field.selectionStart ?? field.value.length;
  return [start, field.selectionEnd ?? start];
}

/**
 * @param {TextField} field
 * @param {string} inputType
 */
function tell(field, inputType) {
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType }));
}
