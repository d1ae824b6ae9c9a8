// A second tap of a double tap must not press what the first has just put under the finger: a booking, a
// logout. Taps by a keyboard, a switch or a screen reader are let through.

/** Drops the later clicks of a multiple tap where they fall on something else than the first did. */
export function guardAgainstDoubleTaps() {
  /** @type {Element | null} */
  let first = null;
  document.addEventListener(
    "click",
    (event) => {
      const touched = event.target instanceof Element ? (event.target.closest("button, label, tr, a") ?? event.target) : null;
      if (event.detail <= 1) {
        first = touched;
      } else if (touched !== first) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    { capture: true },
  );
}
