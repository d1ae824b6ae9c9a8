// Presses by finger, pen and mouse: a button, an answer or a day acts when the pointer that pressed it is released on it.
// Each pointer is followed by itself, so that a palm, a drop or a dead spot on the glass disables nothing else: browsers
// make clicks of one pointer only. Keys and assistive technology click without a pointer, which passes as it is. The
// on-screen keyboard's keys are followed in components/keyboard/touches.js.
//
// A press that was meant for what stood there before answers nothing. After each change a shield, an element that cannot
// be seen, takes the presses: on the whole glass until the new screen is painted, then for a while where the press was
// that changed it. What comes by itself, or so late that the hand may be on its way to anything, is shielded as a whole.

const TARGETS = "button, label, [data-day]";
const PRESSED = "data-down";
/** The event on `window` after a press that acted. */
export const ACTED = "acted";
/** Pixels around a target that still count as the target when a finger is lifted. */
const GAP = 10;
/** Pixels around a press in which a hurried or trembling hand lands a second time: 6 cm on a full-HD screen of 21.5". */
const SPREAD = 240;
/** Milliseconds within which a second tap is a hurried one. */
const HASTY = 800;
/** For a slow or trembling hand, before what cannot be undone, or is shown only once. */
const SLOW = 1500;

/** @typedef {{ target: Element, area: DOMRect, at: number }} Press */

/** What acted last: where, or null for a key or assistive technology. @type {{ at: number, place: DOMPoint | null }} */
let last = { at: -Infinity, place: null };
/** When the newest screen was painted; Infinity until it is. */
let paintedAt = 0;
let isLasting = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let lifting;
const shield = document.createElement("div");
shield.className = "shield";

/**
 * Follow a change of the screen: what was pressed before it was painted, or hastily after, answers nothing.
 * @param {object} [options]
 * @param {boolean} [options.isFinal] whether the new screen does what cannot be undone, or is shown only once
 * @param {boolean} [options.isOpen] whether any press may answer it at once that is no second tap
 */
export function settle({ isFinal = false, isOpen = false } = {}) {
  const isRecent = performance.now() - last.at < HASTY;
  const { place } = last;
  paintedAt = Infinity;
  isLasting = isFinal;
  clearTimeout(lifting);
  shieldFrom(null);
  requestAnimationFrame(() => {
    clearTimeout(lifting);
    lifting = setTimeout(() => {
      paintedAt = performance.now();
      if (isRecent ? !place : isOpen) lift();
      else {
        shieldFrom(isRecent ? place : null);
        lifting = setTimeout(lift, isFinal ? SLOW : HASTY);
      }
    }); // after the frame
  });
}

function lift() {
  clearTimeout(lifting);
  shield.remove();
}

/** @param {DOMPoint | null} place null for the whole glass */
function shieldFrom(place) {
  const [left, top, size] = place ? [place.x - SPREAD, place.y - SPREAD, `${2 * SPREAD}px`] : [0, 0, "100%"];
  Object.assign(shield.style, { left: `${left}px`, top: `${top}px`, width: size, height: size });
  document.body.append(shield);
}

/** Handle every press on the page, from now on. */
export function watchPresses() {
  /** Nothing stays here once the finger is gone. @type {Map<number, Press>} */
  const pressed = new Map();
  /** Pointers whose native click is not wanted. @type {Set<number>} */
  const handled = new Set();
  let isActing = false;

  const onDown = (/** @type {PointerEvent} */ event) => {
    if (!pressed.size) handled.clear();
    const on = event.target instanceof Element ? event.target : document.body;
    if (on === shield || isStale(event.timeStamp)) {
      event.preventDefault(); // the focus stays
      event.stopImmediatePropagation();
      handled.add(event.pointerId);
      return;
    }
    if (event.button !== 0) return;
    if (!isLasting) lift(); // whoever presses elsewhere answers what is there now
    last = { at: event.timeStamp, place: new DOMPoint(event.clientX, event.clientY) };
    const isKey = on.closest(".keyboard button:not([data-key='{done}'])");
    // A field takes the browser's own click, which places the caret; there is none beside another finger.
    const target = isKey ? null : (on.closest(TARGETS) ?? (event.isPrimary ? null : on.closest("input, textarea")));
    if (!target) return;
    event.preventDefault(); // no mouse events: they would come after the press, to whatever is there then
    handled.add(event.pointerId);
    pressed.set(event.pointerId, { target, area: target.getBoundingClientRect(), at: event.timeStamp });
    if (!target.matches("[aria-disabled], .keyboard *")) target.setAttribute(PRESSED, "");
  };

  const forget = (/** @type {PointerEvent} */ { pointerId }) => {
    const press = pressed.get(pointerId);
    press?.target.removeAttribute(PRESSED);
    pressed.delete(pointerId);
    return press;
  };

  const onUp = (/** @type {PointerEvent} */ event) => {
    const press = forget(event);
    if (!press || isStale(press.at) || !isWithin(press.area, event) || isGone(press.target)) return;
    const { target } = press;
    last = { at: event.timeStamp, place: new DOMPoint(event.clientX, event.clientY) };
    if (!target.matches("label, .keyboard *")) /** @type {HTMLElement} */ (target).focus();
    const { clientX, clientY, pointerId, pointerType } = event;
    const how = { bubbles: true, cancelable: true, composed: true, view: window, detail: 1 };
    isActing = true;
    target.dispatchEvent(new PointerEvent("click", { ...how, clientX, clientY, pointerId, pointerType }));
    isActing = false;
    window.dispatchEvent(new Event(ACTED));
    requestAnimationFrame(() => {
      if (paintedAt < press.at && isGone(target)) settle(); // a part of the screen has changed under the finger
    });
  };

  const onClick = (/** @type {PointerEvent} */ event) => {
    if (isActing) return;
    if (!event.isTrusted || event.detail === 0) {
      last = { at: event.timeStamp, place: null };
    } else if (handled.delete(event.pointerId) || /** @type {Element} */ (event.target).closest(TARGETS)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };

  window.addEventListener("pointerdown", onDown, { capture: true });
  window.addEventListener("pointerup", onUp);
  window.addEventListener("pointercancel", forget);
  window.addEventListener("click", /** @type {EventListener} */ (onClick), { capture: true });
  window.addEventListener("keydown", ({ timeStamp }) => (last = { at: timeStamp, place: null }), { capture: true });
}

/** @param {number} at when a press began @returns {boolean} whether that was before the screen was painted */
export const isStale = (at) => at < paintedAt;

/** @param {Element} target whether it has left the screen, or is behind a dialog */
const isGone = (target) => !target.isConnected || target.closest("[inert]") !== null;

/** @param {DOMRect} area @param {MouseEvent} event */
export function isWithin({ left, right, top, bottom }, { clientX, clientY }) {
  return clientX > left - GAP && clientX < right + GAP && clientY > top - GAP && clientY < bottom + GAP;
}
