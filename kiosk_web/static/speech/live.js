// Messages that appear by themselves (alert, status): which of them are new to the patient's ear.
// It remembers what each message on the screen said, for as long as it stands there, or until `forget`.
// Not here: when they are said (narrator.js).
import { piece } from "./aloud.js";
import { isControl, isHeard, passages } from "./names.js";
import { ASIDE } from "./reading.js";
import { languageOf } from "./wording.js";

/** @typedef {() => import("./aloud.js").Piece[]} Source */

const ALERT = '[role="alert"], [aria-live="assertive"]';
const LIVE = `${ALERT}, [role="status"], output, [aria-live="polite"]`;
/** What ticks: seen all the time, heard once. */
const TICKING = '[role="timer"], [aria-live="off"]';

/** @param {() => import("../i18n.js").Language} language */
export function createLive(language) {
  /** @type {WeakMap<Element, string>} */
  let known = new WeakMap();
  /** Alerts heard since the patient last did something. @type {WeakSet<Element>} */
  let fresh = new WeakSet();

  const isAlert = (/** @type {Element} */ region) => region.matches(ALERT);
  const isOurs = (/** @type {Element} */ region) => isHeard(region) && !region.closest(ASIDE);

  /** @param {Element} region @returns {Source} */
  const words = (region) => () =>
    region.isConnected
      ? passages(region, isAside).map(({ text, at }) => piece(text, languageOf(at, language())))
      : [];

  /** @param {Element} region what would have to change for it to be news; an alert that counts is no news */
  const gist = (region) => {
    const all = passages(region, (element) => isAside(element) || element.matches(TICKING));
    const text = all.map((passage) => passage.text).join("\n");
    return isAlert(region) ? text.replace(/\d+/g, "#") : text;
  };

  /** @param {Element} region @returns {boolean} whether this is news; it is none the next time */
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
     * Takes all messages in an element as heard: they are read with their screen.
     * @param {Element} within
     */
    mark: (within) => {
      for (const region of within.querySelectorAll(LIVE)) if (isOurs(region)) isNews(region);
    },
    /** The patient did something: what is said again now is meant for the new situation. */
    acted: () => {
      fresh = new WeakSet();
    },
    /**
     * An alert that takes the focus is heard, though it stood there before: the same mistake, again.
     * @param {Element} region
     * @returns {Source | null} null where it has just been said
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

/** @param {Element} element buttons of a message are found by Tab, but a list of errors is made of them */
function isAside(element) {
  return isControl(element) && !element.closest("li");
}
