// Turns written text into text for the voice: digits one by one, hours and titles in words, cut into short sentences.
// Text only; no document, no sound.
import { locale, tIn } from "../i18n.js";

/** @typedef {import("../i18n.js").Language} Language */
/** @typedef {{ text: string, language: Language }} Piece text to speak, and the language of its voice */

/** The most characters in one request to the voice; a reply takes about 10 KB a word. */
const LONGEST = 280;

/** Numbers that people read out in their groups: "123 456 782", "04 242 52 00", "85.07.30-033.28". */
const GROUPED = /(?<![\d:,])\+?\d{1,3}(?:[ \u00a0\u202f./-]\d{2,3}){2,}(?![\d:])/g;
const SOFT_HYPHEN = "\u00ad";
const LONG = /\d{5,}/g;
/** With the word that Dutch and German write after the hour, and say before the minutes. */
const HOUR = /(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?![\d:])(?:\s(?:uur|Uhr)(?!\p{L}))?/gu;
const TITLE = /(?<!\p{L})Dr\.?(?=\s\p{L})/gu;

/**
 * @param {string} text as written on the screen
 * @param {Language} language
 * @returns {Piece} as spoken
 */
export function piece(text, language) {
  const spoken = text
    .replaceAll(SOFT_HYPHEN, "")
    .replace(HOUR, (_, hour, minutes) => inWords(language, Number(hour), minutes))
    .replace(GROUPED, (number) => (number.match(/\d+/g) ?? []).map(oneByOne).join(", "))
    .replace(LONG, digits)
    .replace(TITLE, tIn(language, "speech-doctor"));
  return { text: spoken, language };
}

/** @param {string} text @returns {string} its digits, three by three: "123456782" is "1 2 3, 4 5 6, 7 8 2" */
export function digits(text) {
  return (text.replace(/\D/g, "").match(/\d{1,3}/g) ?? []).map(oneByOne).join(", ");
}

const oneByOne = (/** @type {string} */ group) => [...group].join(" ");

/**
 * @param {Language} language
 * @param {number} hour
 * @param {string} written "05": some languages say the zero
 */
function inWords(language, hour, written) {
  const minutes = Number(written);
  return minutes ? tIn(language, "speech-hour", { hour, minutes, digits: written }) : tIn(language, "speech-full-hour", { hour });
}

/**
 * @param {Piece} whole
 * @returns {Piece[]} one a sentence, none longer than one request allows
 */
export function sentences({ text, language }) {
  const found = [...new Intl.Segmenter(locale(language), { granularity: "sentence" }).segment(text)];
  return found
    .flatMap(({ segment }) => shortened(segment.trim()))
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .map((part) => ({ text: part, language }));
}

/** @param {string} sentence @returns {string[]} cut at the last comma, else the last space, within the limit */
function shortened(sentence) {
  if (sentence.length <= LONGEST) return [sentence];
  const start = sentence.slice(0, LONGEST);
  const cut = [start.lastIndexOf(", ") + 1, start.lastIndexOf(" "), LONGEST].find((place) => place > 0) ?? LONGEST;
  return [sentence.slice(0, cut).trim(), ...shortened(sentence.slice(cut).trim())];
}
