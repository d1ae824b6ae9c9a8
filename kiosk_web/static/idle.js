// How long nobody has touched the booth: a warning, time to answer it, then the end of the session.
// No words, no elements; who shows the warning and what ends is told by the callbacks. Promises: time stands
// still while the booth is busy or talking; a warning leaves at least `warning` seconds; the touch that answers
// a warning has landed before the warning goes, so that it presses nothing behind it. (WCAG 2.2.1)

/** Between two looks at the clock, in milliseconds: what counts the seconds that are shown. */
const TICK_MS = 1000;
/** A finger that slid away gives no click: this long after it left, it counts as an answer all the same. */
const CLICK_MS = 300;

/**
 * @param {object} options
 * @param {number} options.idle seconds without a touch until the warning
 * @param {number} options.warning seconds from the warning to the end
 * @param {() => boolean} options.isBusy whether time stands still: speech, a booking on its way
 * @param {(secondsLeft: number) => void} options.onWarn at the warning, then every second
 * @param {() => void} options.onResume somebody is there
 * @param {() => void} options.onExpire nobody is; the timer has stopped
 * @param {() => number} [options.now] milliseconds, from a clock that nobody sets
 */
export function createIdleTimer({ idle, warning, isBusy, onWarn, onResume, onExpire, now = () => performance.now() }) {
  /** @type {"stopped" | "watching" | "warning"} */
  let state = "stopped";
  let idleSeconds = idle;
  let spent = 0;
  let seen = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let ticking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let answering;

  /** @param {typeof state} next */
  const enter = (next) => {
    clearInterval(ticking);
    clearTimeout(answering);
    state = next;
    spent = 0;
    seen = now();
    if (next !== "stopped") ticking = setInterval(tick, TICK_MS);
  };

  const tick = () => {
    const at = now();
    // What was not ours to count (busy, then) is dropped, not made up for.
    if (!isBusy()) spent += at - seen;
    seen = at;
    const left = (state === "warning" ? warning : idleSeconds) * 1000 - spent;
    if (state === "warning" && left > 0) {
      onWarn(Math.ceil(left / 1000));
    } else if (state === "warning") {
      enter("stopped");
      onExpire();
    } else if (left <= 0) {
      enter("warning");
      onWarn(warning);
    }
  };

  /** Somebody is there: all the time from the start again. */
  const stay = () => {
    if (state === "stopped") return;
    const wasWarning = state === "warning";
    enter("watching");
    if (wasWarning) onResume();
  };

  /** @param {Event} event */
  const onActivity = (event) => {
    if (state !== "warning") {
      stay();
      return;
    }
    // While a finger or a key is down, the end does not come; the answer counts when it has been let go.
    spent = 0;
    seen = now();
    clearTimeout(answering);
    if (/^(click|keyup|input)$/.test(event.type)) stay();
    else if (/^(pointerup|pointercancel)$/.test(event.type)) answering = setTimeout(stay, CLICK_MS);
  };

  return {
    /** Begins to count, at the beginning; also where it was counting already. */
    start: () => enter("watching"),
    /** Counts no more. A warning that stands is the caller's to take away. */
    stop: () => enter("stopped"),
    stay,
    /**
     * Another screen, another patience; counts from now.
     * @param {number} seconds without a touch until the warning
     */
    setIdle: (seconds) => {
      idleSeconds = seconds;
      stay();
    },
    isWarning: () => state === "warning",
    /**
     * Takes every touch and key in a document as a sign of somebody.
     * @param {Document} page
     * @returns {() => void} ends that
     */
    listen: (page) => {
      const kinds = ["pointerdown", "pointerup", "pointercancel", "touchstart", "click", "keydown", "keyup", "input"];
      // On `window`, after every other listener: what is pressed has been done before the warning goes.
      const target = page.defaultView ?? page;
      for (const kind of kinds) target.addEventListener(kind, onActivity);
      return () => {
        for (const kind of kinds) target.removeEventListener(kind, onActivity);
      };
    },
  };
}
