// How a message at the top of a screen takes the focus when it appears: a problem, or the error summary.

/**
 * Focus a message and scroll to its beginning: at once, and again when the keyboard has closed and the layout changed.
 * @param {HTMLElement | null} box
 */
export function showFromTheTop(box) {
  box?.focus();
  const toTheTop = () => box?.closest(".scroll-aid__box")?.scrollTo({ top: 0 });
  requestAnimationFrame(() => requestAnimationFrame(toTheTop));
}
