// What a finger presses shows it at once: a browser keeps `:active` back until it knows that the finger does not
// scroll, and a patient who sees nothing happen presses harder, or again. The keyboard's keys do it themselves.

const PRESSED = "data-down";

/** Marks what is under each finger until it is lifted, or turns out to scroll. */
export function showWhatIsPressed() {
  /** Nothing stays here once the finger is gone. @type {Map<number, Element>} */
  const pressed = new Map();
  const release = (/** @type {PointerEvent} */ { pointerId }) => {
    pressed.get(pointerId)?.removeAttribute(PRESSED);
    pressed.delete(pointerId);
  };
  document.addEventListener("pointerdown", (event) => {
    const target = event.target instanceof Element ? event.target.closest("button, label, [data-day]") : null;
    if (!target || target.closest(".keyboard, [aria-disabled]") || event.button !== 0) return;
    target.setAttribute(PRESSED, "");
    pressed.set(event.pointerId, target);
  });
  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", release);
}
