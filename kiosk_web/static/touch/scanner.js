// A code scanner: it types what it reads faster than any hand, and presses Enter, perhaps twice. Promise: a scan is handed
// on whole or comes to nothing; it leaves no letters in a field, and its Enter or spaces press no button. What it means is
// the journey's.

/** The longest time between two keys of a scanner, in milliseconds. */
export const SCAN_GAP = 50;
/** Shorter ones, and those without a digit, count as typed: names come in bursts too. */
const SHORTEST = 8;
/** After so many quick letters, a space or Enter presses no button. */
const BURST = 2;

/** @param {(text: string) => void} onScan */
export function listenForScans(onScan) {
  let text = "";
  let at = -Infinity;
  let hasEnded = false;
  /** The field it types into, and what stood there before. @type {HTMLInputElement | HTMLTextAreaElement | null} */
  let field = null;
  let before = "";

  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const { key, target, timeStamp } = event;
    if (key === "Shift") return;
    const isQuick = timeStamp - at < SCAN_GAP;
    const isEnter = key === "Enter";
    const drop = () => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    at = isEnter ? (isQuick ? timeStamp : -Infinity) : key.length === 1 ? timeStamp : -Infinity;
    if (at === -Infinity || !isQuick) {
      text = "";
      hasEnded = false;
    }
    if (!text) {
      field = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null;
      before = field?.value ?? "";
    }
    if (at === -Infinity) return;
    if (!isEnter) {
      text += key;
      if (key === " " && text.length > BURST && !isTyped(target)) drop();
    } else if (text.length >= SHORTEST && /\d/.test(text) && !isPartOf(field, text)) {
      drop();
      if (field?.dataset.keyboard) {
        field.value = before;
        field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
      }
      hasEnded = true;
      onScan(text);
    } else if (hasEnded || (text.length >= BURST && !isTyped(target))) {
      drop();
      hasEnded = true;
    }
    if (isEnter) text = "";
  };
  window.addEventListener("keydown", onKey, { capture: true });
}

/**
 * @param {HTMLElement | null} field
 * @param {string} text whether it may be the end of a number that a hand or a slow scanner began to type there
 */
const isPartOf = (field, text) =>
  field?.dataset.keyboard === "number" &&
  (!!field.dataset.secret || (/^[\d\s]+$/.test(text) && text.replace(/\s/g, "").length !== 9));

/** @param {EventTarget | null} target whether keys write there */
const isTyped = (target) => target instanceof Element && target.matches("input:not([type=radio]), textarea");
