// What a key does to the field in use. The field hears the same `input` event as from a real keyboard.

/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextField */

/** @param {EventTarget | null} target @returns {TextField | null} the field, where this is one for our keyboard */
export function textField(target) {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField && target.dataset.keyboard ? target : null;
}

/**
 * @param {TextField} field
 * @param {string} letters
 */
export function write(field, letters) {
  const start = field.selectionStart ?? field.value.length;
  const end = field.selectionEnd ?? start;
  const length = field.value.length - (end - start) + letters.length;
  // `maxlength` holds real keyboards only; ours keeps to it too.
  if (field.maxLength >= 0 && length > field.maxLength) return;
  field.setRangeText(letters, start, end, "end");
  tell(field, "insertText");
}

/** @param {TextField} field */
export function eraseBack(field) {
  const start = field.selectionStart ?? field.value.length;
  const end = field.selectionEnd ?? start;
  if (start === end && start === 0) return;
  const before = field.value.slice(0, start);
  // A space between groups of digits is not the patient's: the digit before it goes too.
  const step = start === end ? (/\d $/.test(before) && field.dataset.keyboard === "number" ? 2 : lastLetter(before)) : 0;
  field.setRangeText("", start - step, end, "end");
  tell(field, "deleteContentBackward");
}

/** @param {string} text @returns {number} code units of its last letter */
function lastLetter(text) {
  return [...text].at(-1)?.length ?? 0;
}

/**
 * @param {TextField} field
 * @param {string} inputType
 */
function tell(field, inputType) {
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType }));
}
