// A whole screen, or the dialog over it, as it is read on arrival: heading, text in reading order, then the controls.
// Pure: reads the document, keeps nothing. Single controls are in wording.js.
import { tIn } from "../i18n.js";
import { piece } from "./aloud.js";
import { groupOf, inOneBreath, isControl, isHeard, nameOf, passages, roleOf, textOf } from "./names.js";
import { isTextField, languageOf } from "./wording.js";

/** @typedef {import("../i18n.js").Language} Language */
/** @typedef {import("./aloud.js").Piece} Piece */

export const DIALOG = '[role="dialog"], [role="alertdialog"], dialog[open]';
/** The speech bar: on every screen and reached by Tab, but not read with the screen. */
export const ASIDE = '[data-speech="skip"]';
const AREAS = 'main, footer, [role="contentinfo"]';
const CONTROLS =
  'button, a[href], input, textarea, select, summary, [role="button"], [role="radio"], [role="checkbox"], ' +
  '[role="switch"], [role="option"], [role="tab"], [role="gridcell"], [role="combobox"]';
/** The most controls of one kind that are named; the rest are counted. */
const MANY = 12;

/** @param {Element} root @returns {Element | null} the open dialog, the last of several */
export function openDialog(root) {
  const found = root.matches(DIALOG) ? [root] : [...root.querySelectorAll(DIALOG)];
  return found.filter(isHeard).at(-1) ?? null;
}

/**
 * @param {Element} root the page's element; an open dialog in it is read instead of the screen
 * @param {Language} page
 * @returns {Piece[]}
 */
export function readAll(root, page) {
  const dialog = openDialog(root);
  const areas = dialog ? [dialog] : outermost(root);
  const heading = dialog ? titleOf(dialog) : (areas.map((area) => area.querySelector("h1")).find(Boolean) ?? null);
  const title = dialog ? nameOf(dialog) : heading ? textOf(heading) : "";
  const controls = areas.flatMap(controlsIn);
  return [
    piece(title, heading ? languageOf(heading, page) : page),
    ...areas.flatMap((area) => textIn(area, heading, page)),
    ...doable(controls, page, title),
  ].filter(({ text }) => text);
}

/** @param {Element} dialog */
function titleOf(dialog) {
  const id = dialog.getAttribute("aria-labelledby");
  return id ? document.getElementById(id) : null;
}

/** @param {Element} root */
function outermost(root) {
  const found = [...root.querySelectorAll(AREAS)].filter((area) => !area.parentElement?.closest(AREAS) && isHeard(area));
  return found.length ? found : [root];
}

/**
 * Return the text outside controls. Labels, hints and errors are read at their field.
 * @param {Element} area
 * @param {Element | null} heading
 * @param {Language} page
 * @returns {Piece[]}
 */
function textIn(area, heading, page) {
  const described = new Set(
    [...area.querySelectorAll("[aria-describedby]")]
      .filter((element) => isControl(element) || element.querySelector(CONTROLS))
      .flatMap((element) => element.getAttribute("aria-describedby")?.split(/\s+/) ?? []),
  );
  const isAnswer = (/** @type {Element} */ row) => row.querySelector('input[type="radio"], [role="radio"]') !== null;
  const isSkipped = (/** @type {Element} */ element) =>
    element === heading ||
    isControl(element) ||
    element.matches(`label, legend, thead, [role="grid"], ${ASIDE}`) ||
    (element.id !== "" && described.has(element.id)) ||
    (element.matches('tr, [role="row"]') && isAnswer(element));
  return passages(area, isSkipped).map(({ text, at }) => piece(text, languageOf(at, page)));
}

/** @param {Element} area @returns {Element[]} what Tab would reach in it */
function controlsIn(area) {
  return [...area.querySelectorAll(CONTROLS)].filter(
    (element) =>
      element instanceof HTMLElement &&
      element.tabIndex >= 0 &&
      !element.closest(ASIDE) &&
      isControl(element) &&
      isHeard(element),
  );
}

/**
 * @param {Element[]} controls
 * @param {Language} page
 * @param {string} title has been said
 * @returns {Piece[]}
 */
function doable(controls, page, title) {
  const isAnswer = (/** @type {Element} */ one) =>
    /^(radio|checkbox|switch|option|gridcell)$/.test(roleOf(one)) || !!one.closest('[role="grid"]');
  const isField = (/** @type {Element} */ one) => isTextField(one) || /^(combobox|slider)$/.test(roleOf(one));
  const rest = controls.filter((one) => !isField(one) && !isAnswer(one));
  return [
    ...named("speech-to-fill", controls.filter(isField), page, title),
    ...named("speech-to-choose", controls.filter(isAnswer), page, title),
    ...named("speech-to-press", rest, page, title),
  ];
}

/**
 * @param {string} key what comes before the names
 * @param {Element[]} controls
 * @param {Language} page
 * @param {string} title the name of a group that is not said again
 * @returns {Piece[]} one a name, so that the first plays while the others are fetched
 */
function named(key, controls, page, title) {
  if (!controls.length) return [];
  const pieces = controls.slice(0, MANY).map((control, place) => {
    const group = groupOf(control);
    const isFirst = group && !(place > 0 && groupOf(controls[place - 1] ?? control) === group);
    const groupName = isFirst && nameOf(group) !== title ? nameOf(group) : "";
    return piece(inOneBreath([groupName, nameOf(control)]), languageOf(control, page));
  });
  const others = controls.length - MANY;
  if (others > 0) pieces.push(piece(tIn(page, "speech-others", { count: others }), page));
  return [piece(tIn(page, key), page), ...pieces];
}
