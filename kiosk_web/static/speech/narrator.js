// Read-aloud mode: what is said when. It follows the focus, typing, live regions and dialogs; every action of the patient
// stops the speech. Wording is in wording.js and reading.js, live regions in live.js, sound in player.js. Promises: after
// `reset` nothing that was read is kept; no failure reaches the page.
import { tIn } from "../i18n.js";
import { piece } from "./aloud.js";
import { createLive } from "./live.js";
import { isControl } from "./names.js";
import { LOUDNESS, createAudio, createPlayer } from "./player.js";
import { ASIDE, DIALOG, openDialog, readAll } from "./reading.js";
import { describe, echo, isNumberField, isSecret, isTextField, languageOf } from "./wording.js";

/** @typedef {ReturnType<typeof createNarrator>} Narrator */
/** @typedef {import("./aloud.js").Piece} Piece */
/** @typedef {() => Piece[]} Source called at each use: a repeat reads the page as it is now, and no text is kept */

const DEFAULT_VOLUME = 3;
export const LOUDEST = LOUDNESS.length;
/** Turns reading on, then repeats: for those who cannot find the button. */
const KEY = "F2";
/** Stands where content is being loaded (components/skeleton). */
const PLACEHOLDER = ".skeleton";
/** Attributes that a press changes. */
const STATES = ["aria-checked", "aria-pressed", "aria-selected", "aria-expanded"];

/**
 * @param {object} options
 * @param {(text: string, language: string) => Promise<import("../types.js").Reply>} options.speak
 * @param {() => HTMLElement | null} options.root the page's element, looked up at every reading
 * @param {() => import("../i18n.js").Language} options.language
 * @param {import("./player.js").Play} [options.play]
 */
export function createNarrator({ speak, root, language, play = createAudio() }) {
  let isOn = false;
  let volume = DEFAULT_VOLUME;
  /** @type {Source | null} */
  let last = null;
  /** The field in use and its last text, to find what changed. @type {{ field: Element, text: string } | null} */
  let typing = null;
  /** Whether a reading began after the patient's last action: the focus change that comes with it is not announced. */
  let hasArrived = false;
  /** @type {Set<() => void>} */
  const listeners = new Set();

  const changed = () => listeners.forEach((listener) => listener());
  const setOn = (/** @type {boolean} */ wanted) => {
    isOn = wanted;
    if (isOn) observer.observe(document, OBSERVED);
    else observer.disconnect();
    changed();
  };
  const player = createPlayer({ speak, play, onNoVoice: () => reset() });
  const live = createLive(language);

  /** @param {Source} source */
  const say = (source) => {
    last = source;
    player.say([source]);
  };
  const own = (/** @type {string} */ key, /** @type {Record<string, number>} */ values = {}) =>
    piece(tIn(language(), key, values), language());

  /** @type {Source} */
  const screen = () => {
    const page = root();
    return page ? readAll(page, language()) : [];
  };
  /** @type {Source} the control that has the focus when the reading ends */
  const place = () => {
    const control = focused();
    return control && root()?.contains(control) && !control.closest(ASIDE) ? describe(control, language()) : [];
  };

  /** @param {Piece[]} [before] */
  const readScreen = (before = []) => {
    if (!isOn) return;
    const page = root();
    if (page) live.mark(openDialog(page) ?? page);
    hasArrived = true;
    last = () => [...screen(), ...place()];
    player.say([...before, ...screen(), place]);
  };

  const start = () => {
    if (isOn) return;
    setOn(true);
    remember(focused());
    readScreen([own("speech-on")]);
  };
  /** Turn reading off, and say so: silence alone could mean anything. */
  const stop = () => {
    if (!isOn) return;
    forget();
    setOn(false);
    player.say([own("speech-off")]);
  };
  const forget = () => {
    last = null;
    typing = null;
    hasArrived = false;
    live.forget();
    /^/.test(""); // clears RegExp.input, which keeps the text of the last match
  };
  const reset = () => {
    player.stop();
    forget();
    applyVolume(DEFAULT_VOLUME);
    setOn(false);
  };
  const repeat = () => {
    if (!isOn) return;
    const again = last?.() ?? [];
    if (again.length) player.say(again);
    else readScreen();
  };
  const applyVolume = (/** @type {number} */ level) => {
    volume = level;
    player.setLoudness(LOUDNESS[level - 1] ?? 1);
  };
  const setVolume = (/** @type {number} */ wanted) => {
    applyVolume(Math.max(1, Math.min(LOUDEST, Math.round(wanted))));
    changed();
    if (isOn) player.say([own("speech-volume", { level: volume, count: LOUDEST })]);
  };

  const remember = (/** @type {Element | null} */ target) => {
    typing = isTextField(target) && !isSecret(target) ? { field: target, text: target.value } : null;
  };

  const onAction = (/** @type {Event} */ event) => {
    if (event instanceof KeyboardEvent && event.key === KEY) {
      event.preventDefault();
      if (!event.repeat) isOn ? repeat() : start();
      return;
    }
    player.stop();
    hasArrived = false;
    live.acted();
  };
  const onFocus = (/** @type {FocusEvent} */ event) => {
    if (!isOn) return;
    const target = event.composedPath()[0];
    if (!(target instanceof Element)) return;
    remember(target);
    if (live.isAlert(target)) {
      const words = live.onFocus(target);
      if (words) say(words);
      return;
    }
    if (!isControl(target) || (hasArrived && player.isSpeaking())) return;
    const from = event.relatedTarget instanceof Element ? event.relatedTarget : null;
    const words = describe(target, language(), from);
    // The speech bar's own buttons are not what "Repeat" repeats.
    if (!target.closest(ASIDE)) last = () => (target.isConnected ? describe(target, language()) : []);
    player.say(words);
  };
  const onInput = (/** @type {Event} */ event) => {
    const field = event.composedPath()[0] ?? null;
    if (!isOn || !isTextField(field) || isSecret(field)) return;
    const before = typing?.field === field ? typing.text : "";
    remember(field);
    const heard = echo(before, field.value, isNumberField(field), languageOf(field, language()));
    if (!heard) return;
    last = () => (field.isConnected ? describe(field, language()) : []);
    player.say([heard]);
  };
  const onChange = (/** @type {Event} */ event) => {
    const target = event.composedPath()[0];
    const isChoice = target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && !isTextField(target));
    if (isOn && isChoice) sayState(target);
  };
  const sayState = (/** @type {Element} */ control) => {
    const from = control.parentElement; // inside its group: the group's name is not said again
    say(() => (control.isConnected ? describe(control, language(), from) : []));
  };

  const onMutations = (/** @type {MutationRecord[]} */ records) => {
    if (!isOn) return;
    const added = records.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node instanceof Element);
    const page = root();
    const dialog = page && openDialog(page);
    if (dialog && added.some((node) => node.isConnected && (node.matches(DIALOG) ? node : node.querySelector(DIALOG)))) {
      readScreen();
      return;
    }
    const removed = records.flatMap(({ removedNodes }) => [...removedNodes]);
    if (hasArrived && removed.some((node) => node instanceof Element && node.matches(PLACEHOLDER))) {
      readScreen(); // now that there is something to choose
      return;
    }
    const { alerts, statuses } = live.heardIn(records, added);
    for (const words of alerts) say(words);
    if (alerts.length) return;
    const control = focused();
    const isOurs = (/** @type {MutationRecord} */ { type, target }) =>
      type === "attributes" && target instanceof Element && control !== null && touches(target, control);
    if (control && !hasArrived && !control.closest(ASIDE) && records.some(isOurs)) sayState(control);
    for (const words of statuses) {
      if (!player.isSpeaking()) last = words;
      player.add([words]);
    }
  };
  const observer = new MutationObserver(onMutations);

  document.addEventListener("pointerdown", onAction, { capture: true });
  document.addEventListener("keydown", onAction, { capture: true });
  document.addEventListener("focusin", onFocus);
  document.addEventListener("input", onInput);
  document.addEventListener("change", onChange);
  applyVolume(DEFAULT_VOLUME);

  return {
    start,
    stop,
    reset,
    repeat,
    readScreen: () => readScreen(),
    setVolume,
    isOn: () => isOn,
    volume: () => volume,
    isSpeaking: () => player.isSpeaking(),
    /**
     * Call back when reading is turned on or off, or its volume changes.
     * @param {() => void} listener
     * @returns {() => void} ends the callbacks
     */
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const OBSERVED = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: STATES };

/** @returns {Element | null} the control that has the focus */
function focused() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at && isControl(at) ? at : null;
}

/**
 * @param {Element} changed
 * @param {Element} control whether the change is this one's, or the calendar cell's around it
 */
function touches(changed, control) {
  return changed === control || (changed.contains(control) && changed.matches('[role="gridcell"], [role="option"]'));
}
