// The keys, by the page's language. A key is a letter to write, or an action's name in braces. The accents of a letter
// are in accents.js, what a key does in board.js.

/** @typedef {import("../../i18n.js").Language} Language */
/** @typedef {readonly (readonly string[])[]} Rows */

/** The last row is the same in every layout, so that nobody has to look for the space bar again. */
const BELOW = ["{accents}", "’", "{space}", "-", ".", "{done}"];

/** @type {Rows} */
const AZERTY = [
  ["a", "z", "e", "r", "t", "y", "u", "i", "o", "p"],
  ["q", "s", "d", "f", "g", "h", "j", "k", "l", "m"],
  ["{shift}", "w", "x", "c", "v", "b", "n", "{backspace}"],
  ["{symbols}", ...BELOW],
];

/** @type {Rows} */
const QWERTY = [
  ["q", "w", "e", "r", "t", "y", "u", "i", "o", "p"],
  ["a", "s", "d", "f", "g", "h", "j", "k", "l"],
  ["{shift}", "z", "x", "c", "v", "b", "n", "m", "{backspace}"],
  ["{symbols}", ...BELOW],
];

/** @type {Rows} */
const QWERTZ = [
  ["q", "w", "e", "r", "t", "z", "u", "i", "o", "p", "ü"],
  ["a", "s", "d", "f", "g", "h", "j", "k", "l", "ö", "ä"],
  ["{shift}", "y", "x", "c", "v", "b", "n", "m", "ß", "{backspace}"],
  ["{symbols}", ...BELOW],
];

/**
 * The letters of each language, and the accents its names need most, which get a row of their own if the screen is tall.
 * @type {Record<Language, { letters: Rows, common: readonly string[] }>}
 */
export const LAYOUTS = {
  fr: { letters: AZERTY, common: ["é", "è", "ê", "ë", "à", "â", "ç", "î", "ï", "ô", "û"] },
  nl: { letters: QWERTY, common: ["é", "è", "ê", "ë", "ï", "ö", "ü", "ç", "á", "ó", "ñ"] },
  de: { letters: QWERTZ, common: ["é", "è", "ê", "ë", "à", "â", "ç", "î", "ô", "ñ", "ø"] },
  en: { letters: QWERTY, common: ["é", "è", "ê", "ë", "ä", "ö", "ü", "ç", "ñ", "ø", "å"] },
};

/** @type {Rows} */
export const SYMBOLS = [
  ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"],
  ["+", "=", "°", "%", "€", "&", "@", "/", ":", ";"],
  [",", "?", "!", "(", ")", "«", "»", '"', "'", "{backspace}"],
  ["{letters}", ...BELOW],
];

/** @type {Rows} */
export const NUMBERS = [
  ["1", "2", "3"],
  ["4", "5", "6"],
  ["7", "8", "9"],
  ["{backspace}", "0", "{done}"],
];

/** The message keys for symbols that a screen reader may skip. */
/** @type {Record<string, string>} */
export const SPOKEN = {
  "’": "key-apostrophe",
  "'": "key-straight-apostrophe",
  "-": "key-hyphen",
  "–": "key-dash",
  ".": "key-period",
  ",": "key-comma",
  ":": "key-colon",
  ";": "key-semicolon",
  "?": "key-question",
  "!": "key-exclamation",
  "(": "key-opening-bracket",
  ")": "key-closing-bracket",
  "«": "key-opening-quote",
  "»": "key-closing-quote",
  '"': "key-straight-quote",
  "/": "key-slash",
  "+": "key-plus",
  "=": "key-equals",
  "°": "key-degree",
  "%": "key-percent",
  "€": "key-euro",
  "&": "key-ampersand",
  "@": "key-at",
  "{backspace}": "key-backspace",
  "{accents}": "key-accents",
  "{shift}": "key-shift",
  "{symbols}": "key-symbols",
  "{letters}": "key-letters",
  "{space}": "key-space",
  "{done}": "key-done",
};
