// A second tap of a double tap must not press what the first has just put under the finger: a booking, a
// logout. Taps by a keyboard, a switch or a screen reader are let through.

/** Drops the later clicks of a multiple tap where what the first one pressed is gone, or lies behind a dialog. */
export function guardAgainstDoubleTaps() {
  /** @type {Element | null} */
  let pressed = null;
  document.addEventListener(
    "click",
    (event) => {
      const isGone = pressed && (!pressed.isConnected || pressed.closest("[inert]") !== null);
      if (event.detail > 1 && isGone) {
        event.preventDefault();
        event.stopImmediatePropagation();
      } else {
        pressed = event.target instanceof Element ? event.target : null;
      }
    },
    { capture: true },
  );
}
