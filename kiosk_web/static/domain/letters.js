// Words as they are compared: without accents, ligatures or capitals.

/** @param {string} text @returns {string} "Œil à l’Étage" as "oeil a l’etage" */
export const plain = (text) =>
  text.toLowerCase().replaceAll("ß", "ss").replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFD").replaceAll(/\p{M}/gu, "");

/** @param {string} text @returns {string[]} its plain words */
export const wordsOf = (text) =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
