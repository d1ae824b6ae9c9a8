// The idle timer: time in which nobody did anything, then a warning, then the end. No text and no elements: its callbacks
// show the warning and end the session. Only what acts counts: a button, a key, a scroll. A palm, a drop or a dead spot
// touches the glass too, and would keep a stranger's session open. Promises (WCAG 2.2, 2.2.1): the clock stops while the
// booth is busy or speaks; a warning lasts at least `warning` seconds; what answers it is over before it closes, so that
// it does nothing behind it. After `limit` seconds at one screen the warning cannot be put off any more.

import { ACTED } from "./presses.js";

/** Milliseconds between two looks at the clock. */
const TICK_MS = 1000;

/**
 * @param {object} options
 * @param {number} options.idle seconds until the warning
 * @param {number} options.limit seconds at one screen until the last warning
 * @param {number} options.warning seconds from the warning to the end
 * @param {() => boolean} options.isBusy whether the clock stops: speech, a booking under way
 * @param {(secondsLeft: number, isLast: boolean) => void} options.onWarn at the warning, then every second
 * @param {() => void} options.onResume somebody answered the warning
 * @param {() => void} options.onExpire nobody did; the timer has stopped
 */
export function createIdleTimer({ idle, limit, warning, isBusy, onWarn, onResume, onExpire }) {
  /** @type {"stopped" | "watching" | "warning"} */
  let state = "stopped";
  let idleSeconds = idle;
  let spent = 0;
  let seen = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let ticking;
  /** When this screen came, and whether it has been shown for too long. */
  let shown = 0;
  let isLast = false;

  /** @param {typeof state} next */
  const enter = (next) => {
    clearInterval(ticking);
    state = next;
    spent = 0;
    seen = performance.now();
    if (next !== "stopped") ticking = setInterval(tick, TICK_MS);
  };

  const tick = () => {
    const at = performance.now();
    // Busy time is dropped, not made up for.
    if (!isBusy()) spent += at - seen;
    seen = at;
    const left = (state === "warning" ? warning : idleSeconds) * 1000 - spent;
    if (state === "warning" && left > 0) {
      onWarn(Math.ceil(left / 1000), isLast);
    } else if (state === "warning") {
      enter("stopped");
      onExpire();
    } else {
      isLast = at - shown >= limit * 1000 && !isBusy();
      if (left > 0 && !isLast) return;
      enter("warning");
      onWarn(warning, isLast);
    }
  };

  /** Start again from zero: somebody is there. */
  const stay = () => {
    if (state === "stopped") return;
    const wasWarning = state === "warning";
    isLast = false;
    enter("watching");
    if (wasWarning) onResume();
  };

  /** @param {Event} event */
  const onAct = ({ type }) => {
    if (isLast) return;
    if (state !== "warning") stay();
    else if (type === "keydown") spent = 0;
    else if (type !== "scroll") stay(); // the warning itself may scroll
  };

  return {
    /** Start counting from zero, running or not. */
    start: () => {
      shown = performance.now();
      isLast = false;
      enter("watching");
    },
    /**
     * Another screen has come: change the idle time, and start again from zero.
     * @param {number} seconds until the warning
     */
    setScreen: (seconds) => {
      idleSeconds = seconds;
      shown = performance.now();
      stay();
    },
    /**
     * Count what acts in a document.
     * @param {Document} page
     */
    listen: (page) => {
      // On `window`, after every other listener: it has taken effect before the warning closes.
      const target = page.defaultView ?? page;
      for (const kind of [ACTED, "keydown", "keyup", "input"]) target.addEventListener(kind, onAct);
      target.addEventListener("click", (event) => {
        if (/** @type {MouseEvent} */ (event).detail === 0) onAct(event); // a switch or a screen reader
      });
      target.addEventListener("scroll", onAct, { capture: true }); // it does not bubble
    },
  };
}
