// Multi-touch on keys: each pointer is followed by itself. What a key means is in board.js.
//
// - A key shows at once that it is touched, and acts once, when it is released; there is no auto-repeat.
// - A finger that slides off its key (further than the gap around it) does nothing.
// - Who types with two thumbs may put the second down before lifting the first, and lift it first: keys act in the order
//   in which they were touched, or letters would change places.
import { useEffect, useRef } from "preact/hooks";
import { ACTED, isStale, isWithin } from "../../touch/presses.js";

/** Milliseconds until a press is a long press; slow hands type a plain letter before that. */
const HELD_AFTER = 550;

/** @typedef {{ key: HTMLElement, area: DOMRect, timer: number, isHeld: boolean, hasActed: boolean, at: number }} Touch */

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
      if (touch.hasActed || isStale(touch.at)) return;
      touch.hasActed = true;
      clearTimeout(touch.timer);
      latest.current.onPress(touch.key);
      window.dispatchEvent(new Event(ACTED));
    };
    const onUp = (/** @type {PointerEvent} */ event) => {
      const earlier = [...touches].slice(0, [...touches.keys()].indexOf(event.pointerId));
      const touch = forget(event);
      if (!touch || !isWithin(touch.area, event)) return;
      // A key under a long press is a hand at rest, not the other thumb.
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
    const touch = { key, area: key.getBoundingClientRect(), timer: 0, isHeld: false, hasActed: false, at: event.timeStamp };
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
