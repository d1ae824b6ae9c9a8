// What stands at the top of a screen and takes the focus when it appears: a problem, or what to look at again.

/**
 * Focuses a message and shows it from its beginning. The focus scrolls at once, with the keyboard still there; when
 * that has gone, the beginning would be out of sight.
 * @param {HTMLElement | null} box
 */
export function showFromTheTop(box) {
  box?.focus();
  const toTheTop = () => box?.closest(".scroll-aid__box")?.scrollTo({ top: 0 });
  requestAnimationFrame(() => requestAnimationFrame(toTheTop));
}
