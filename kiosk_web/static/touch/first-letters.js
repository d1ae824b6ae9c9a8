// Letters typed on a screen with a list of answers choose the next one that begins so, as in a list box and as the arrow
// keys do. Accents, capitals and signs do not matter. Promise: what a scanner types, or a hand while a dialog is open, leads
// nowhere; no letter is kept from anybody.
import { plain, wordsOf } from "../domain/letters.js";
import { SCAN_GAP } from "./scanner.js";

/** After so many milliseconds a letter begins another word. */
const PAUSE = 1_000;
/** Part of a name, but nothing that it is compared by. */
const SIGNS = /^['’.-]$/;

/**
 * Follow the letters typed from now on.
 * @param {() => HTMLElement | null} list what holds the radio buttons, each with its name in `data-name`
 * @returns {() => void} what ends it
 */
export function followLetters(list) {
  let typed = "";
  let at = -Infinity;
  let isScan = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let going;

  const go = () => {
    const answers = [...(list()?.querySelectorAll("input") ?? [])];
    const names = answers.map((one) => ({ name: one.dataset.name ?? "", text: one.closest("label")?.innerText ?? "" }));
    const to =
      answers[
        nextNamed(
          typed,
          names,
          answers.findIndex((one) => one === document.activeElement),
        )
      ];
    to?.focus();
    to?.click();
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const { key, timeStamp } = event;
    if (key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) return;
    if (list()?.closest("[inert]")) return; // a dialog is open
    if (timeStamp - at >= SCAN_GAP) isScan = false;
    if (timeStamp - at >= PAUSE) typed = "";
    at = timeStamp;
    if (SIGNS.test(key)) return;
    if (!/\p{L}/u.test(key)) isScan = true; // a scan has a digit, and a hand leaves more time
    typed = isScan ? "" : typed + plain(key);
    clearTimeout(going);
    if (typed) going = setTimeout(go, 2 * SCAN_GAP);
  };
  window.addEventListener("keydown", onKey);
  return () => {
    clearTimeout(going);
    window.removeEventListener("keydown", onKey);
  };
}

/**
 * Return which entry letters lead to: the next whose name begins with them; if there is none, the next with a word that
 * does, such as "yeux" in what is said of ophthalmology. One letter, again and again, leads from one to the next.
 * @param {string} letters plain
 * @param {{ name: string, text: string }[]} entries
 * @param {number} from the entry in use; -1 if there is none
 * @returns {number} -1 if there is none
 */
export function nextNamed(letters, entries, from) {
  const isOne = letters.replaceAll(letters[0] ?? "", "") === "";
  const sought = [letters, ...(isOne ? [letters.slice(0, 1)] : [])];
  const order = (/** @type {string} */ one) => {
    const begin = one.length === 1 ? from + 1 : Math.max(from, 0);
    return entries.map((_, place) => (begin + place) % entries.length);
  };
  const names = entries.map(({ name }) => wordsOf(name).join(""));
  const words = entries.map(({ name, text }) => [...wordsOf(name), ...wordsOf(text)]);
  const found = (/** @type {(place: number, letters: string) => boolean} */ begins) =>
    sought.flatMap((one) => order(one).filter((place) => begins(place, one)))[0];
  return (
    found((place, one) => names[place]?.startsWith(one) ?? false) ??
    found((place, one) => words[place]?.some((word) => word.startsWith(one)) ?? false) ??
    -1
  );
}
