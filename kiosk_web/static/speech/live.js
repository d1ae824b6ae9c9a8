// Live regions (alert, status): which of their changes are news to the patient. It remembers the last text of each region
// until the region is gone or `forget` is called. When they are spoken is decided in narrator.js.
import { piece } from "./aloud.js";
import { isControl, isHeard, passages } from "./names.js";
import { ASIDE } from "./reading.js";
import { languageOf } from "./wording.js";

/** @typedef {() => import("./aloud.js").Piece[]} Source */

const ALERT = '[role="alert"], [aria-live="assertive"]';
const LIVE = `${ALERT}, [role="status"], output, [aria-live="polite"]`;
/** Timers: announced once, not at every tick. */
const TICKING = '[role="timer"], [aria-live="off"]';

/** @param {() => import("../i18n.js").Language} language */
export function createLive(language) {
  /** @type {WeakMap<Element, string>} */
  let known = new WeakMap();
  /** Regions announced since the patient's last action. @type {WeakSet<Element>} */
  let fresh = new WeakSet();

  const isAlert = (/** @type {Element} */ region) => region.matches(ALERT);
  const isOurs = (/** @type {Element} */ region) => isHeard(region) && !region.closest(ASIDE);

  /** @param {Element} region @returns {Source} */
  const words = (region) => () =>
    region.isConnected ? passages(region, isAside).map(({ text, at }) => piece(text, languageOf(at, language()))) : [];

  /** @param {Element} region @returns the text whose change is news: no timers, no numbers of an alert */
  const gist = (region) => {
    const all = passages(region, (element) => isAside(element) || element.matches(TICKING));
    const text = all.map((passage) => passage.text).join("\n");
    return isAlert(region) ? text.replace(/\d+/g, "#") : text;
  };

  /** @param {Element} region @returns {boolean} whether its text is news; the same text is not, the next time */
  const isNews = (region) => {
    const text = gist(region);
    const before = known.get(region) ?? "";
    known.set(region, text);
    if (text) fresh.add(region);
    return text !== "" && text !== before;
  };

  return {
    isAlert,
    /**
     * Mark all live regions in an element as announced: they are read with their screen.
     * @param {Element} within
     */
    mark: (within) => {
      for (const region of within.querySelectorAll(LIVE)) if (isOurs(region)) isNews(region);
    },
    /** Note an action of the patient: what an alert says again after it is news. */
    acted: () => {
      fresh = new WeakSet();
    },
    /**
     * Return what to say for an alert that takes the focus, even if its text is old: the same mistake was made again.
     * @param {Element} region
     * @returns {Source | null} null if it has just been said
     */
    onFocus: (region) => {
      if (fresh.has(region)) return null;
      isNews(region);
      fresh.add(region);
      return words(region);
    },
    /**
     * @param {MutationRecord[]} records
     * @param {Element[]} added
     * @returns {{ alerts: Source[], statuses: Source[] }}
     */
    heardIn: (records, added) => {
      /** @type {Set<Element>} */
      const touched = new Set();
      for (const { target } of records) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(LIVE);
        if (region) touched.add(region);
      }
      for (const node of added) {
        if (node.matches(LIVE)) touched.add(node);
        for (const region of node.querySelectorAll(LIVE)) touched.add(region);
      }
      const news = [...touched].filter((region) => region.isConnected && isOurs(region) && isNews(region));
      return {
        alerts: news.filter(isAlert).map(words),
        statuses: news.filter((region) => !isAlert(region)).map(words),
      };
    },
    forget: () => {
      known = new WeakMap();
      fresh = new WeakSet();
    },
  };
}

/** @param {Element} element whether to skip it: Tab reaches a message's buttons, but those in a list are its text */
function isAside(element) {
  return isControl(element) && !element.closest("li");
}
