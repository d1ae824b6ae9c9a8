// What stands on the keys. A key is a letter to write, or a name from ACTIONS in braces.

/** Belgian AZERTY, with the accents that French names need in a row of their own. */
export const AZERTY = {
  accents: [
    ["é", "è", "ê", "ë", "à", "â", "ç", "î", "ï", "ô", "ù"],
    ["ä", "á", "ã", "í", "ñ", "ó", "ö", "ø", "û", "ü", "œ"],
  ],
  letters: [
    ["a", "z", "e", "r", "t", "y", "u", "i", "o", "p", "{backspace}"],
    ["q", "s", "d", "f", "g", "h", "j", "k", "l", "m", "{accents}"],
    ["{shift}", "w", "x", "c", "v", "b", "n", "'", "-", "."],
    ["{symbols}", "{space}", "{done}"],
  ],
  symbols: [
    ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "{backspace}"],
    ["+", "°", "%", "/", "(", ")", "«", "»", ":", ";", "€"],
    [",", ".", "?", "!", "'", "-", "&", "\"", "=", "@"],
    ["{letters}", "{space}", "{done}"],
  ],
};

export const NUMBERS = [
  ["1", "2", "3"],
  ["4", "5", "6"],
  ["7", "8", "9"],
  ["{backspace}", "0", "{done}"],
];

/** What a screen reader says of keys whose sign it may swallow: the catalogue's keys. */
/** @type {Record<string, string>} */
export const SPOKEN = {
  "'": "key-apostrophe",
  "-": "key-hyphen",
  ".": "key-period",
  ",": "key-comma",
  "{backspace}": "key-backspace",
  "{accents}": "key-accents",
  "{shift}": "key-shift",
  "{symbols}": "key-symbols",
  "{letters}": "key-letters",
  "{space}": "key-space",
  "{done}": "key-done",
};
