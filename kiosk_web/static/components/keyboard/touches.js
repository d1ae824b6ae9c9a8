// Fingers on keys: any number at once, each followed by its own pointer. No meaning of a key here.
//
// - A key shows at once that it is touched, and acts when it is let go, once; a held key does not repeat.
// - A finger that slides off its key (further than the gap around it) does nothing.
// - Who types with two thumbs puts the second down before lifting the first, and may lift it first: keys act
//   in the order in which they were touched, or letters would change places.
import { useEffect, useRef } from "preact/hooks";

/** Milliseconds; long enough that slow hands type a letter, not a question about it. */
const HELD_AFTER = 550;

/** Pixels around a key that belong to no other one. */
const GAP = 10;

/** @typedef {{ key: HTMLElement, area: DOMRect, timer: number, isHeld: boolean, hasActed: boolean }} Touch */

/**
 * @param {object} act
 * @param {(key: HTMLElement) => void} act.onPress
 * @param {(key: HTMLElement) => void} act.onHold
 * @returns {(event: PointerEvent) => void} for `pointerdown` around the keys
 */
export function useTouches(act) {
  const touches = useRef(/** @type {Map<number, Touch>} */ (new Map())).current;
  const latest = useRef(act);
  latest.current = act;

  useEffect(() => {
    const forget = (/** @type {PointerEvent} */ event) => {
      const touch = touches.get(event.pointerId);
      if (!touch) return null;
      touches.delete(event.pointerId);
      clearTimeout(touch.timer);
      if (![...touches.values()].some(({ key }) => key === touch.key)) touch.key.removeAttribute("data-down");
      return touch;
    };
    const press = (/** @type {Touch} */ touch) => {
      if (touch.hasActed) return;
      touch.hasActed = true;
      clearTimeout(touch.timer);
      latest.current.onPress(touch.key);
    };
    const onUp = (/** @type {PointerEvent} */ event) => {
      const earlier = [...touches].slice(0, [...touches.keys()].indexOf(event.pointerId));
      const touch = forget(event);
      if (!touch || !isWithin(touch.area, event)) return;
      // A key that has been held for long is a hand at rest, not a thumb on its way.
      for (const [, other] of earlier) if (!other.isHeld) press(other);
      press(touch);
    };
    document.addEventListener("pointerup", onUp);
    document.addEventListener("pointercancel", forget);
    return () => {
      document.removeEventListener("pointerup", onUp);
      document.removeEventListener("pointercancel", forget);
      for (const { timer } of touches.values()) clearTimeout(timer);
    };
  }, [touches]);

  return (event) => {
    event.preventDefault(); // the field keeps the focus
    const key = keyAt(event.target);
    if (!key || event.button !== 0) return;
    key.setAttribute("data-down", "");
    const touch = { key, area: key.getBoundingClientRect(), timer: 0, isHeld: false, hasActed: false };
    touch.timer = setTimeout(() => {
      touch.isHeld = true;
      latest.current.onHold(key);
    }, HELD_AFTER);
    touches.set(event.pointerId, touch);
  };
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
export function keyAt(target) {
  return target instanceof Element ? target.closest("button") : null;
}

/**
 * @param {DOMRect} area
 * @param {MouseEvent} event
 */
function isWithin({ left, right, top, bottom }, { clientX, clientY }) {
  return clientX > left - GAP && clientX < right + GAP && clientY > top - GAP && clientY < bottom + GAP;
}
