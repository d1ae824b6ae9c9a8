// A second tap of a double tap must not press what the first has just put under the finger: a booking, a
// logout. Taps by a keyboard, a switch or a screen reader are let through.

/** Drops the later clicks of a multiple tap where what the first one pressed is gone, or lies behind a dialog. */
export function guardAgainstDoubleTaps() {
  /** Weak: a strong one would keep the screen that it stood on, with all its words, beyond the patient. */
  /** @type {WeakRef<Element> | null} */
  let last = null;
  document.addEventListener(
    "click",
    (event) => {
      const pressed = last?.deref();
      const isGone = last !== null && (!pressed?.isConnected || pressed.closest("[inert]") !== null);
      if (event.detail > 1 && isGone) {
        event.preventDefault();
        event.stopImmediatePropagation();
      } else {
        last = event.target instanceof Element ? new WeakRef(event.target) : null;
      }
    },
    { capture: true },
  );
}
