// Translations: every text on the screen comes from messages/<language>.ftl. When the language changes is decided in
// journey/. A new language takes a file there, a line in LANGUAGES, and a preload line in index.html.
import { FluentBundle, FluentResource } from "@fluent/bundle";

/** @typedef {"fr" | "nl" | "de" | "en"} Language */

/** @type {readonly { code: Language, locale: string, name: string }[]} */
export const LANGUAGES = [
  { code: "fr", locale: "fr-BE", name: "Français" },
  { code: "nl", locale: "nl-BE", name: "Nederlands" },
  { code: "de", locale: "de-BE", name: "Deutsch" },
  { code: "en", locale: "en-GB", name: "English" },
];

/** @type {Map<string, FluentBundle>} */
const bundles = new Map();

/** @type {Language} */
let current = "fr";

/** Load all languages, so that a tap on another one answers at once. */
export async function loadLanguages() {
  await Promise.all(
    LANGUAGES.map(async ({ code, locale }) => {
      // No bidi isolation marks: all our languages are left-to-right.
      const loaded = new FluentBundle(locale, { useIsolating: false });
      const errors = loaded.addResource(new FluentResource(await read(code)));
      if (errors.length) throw errors[0];
      bundles.set(code, loaded);
    }),
  );
}

/** @param {string} name */
async function read(name) {
  const response = await fetch(`messages/${name}.ftl`);
  if (!response.ok) throw new Error(`messages/${name}.ftl: ${response.status}`);
  return response.text();
}

/**
 * Set the page's language.
 * @param {Language} code
 */
export function useLanguage(code) {
  if (!bundles.has(code)) throw new Error(`no language ${code}`);
  current = code;
  document.documentElement.lang = locale();
}

/** @returns {Language} */
export const language = () => current;

/**
 * Return the text of a message key, or of one of its attributes ("key.attribute"), in the page's language.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export const t = (key, values) => tIn(current, key, values);

/**
 * Return the text of a message key in a given language, whatever the page's.
 * @param {Language} code
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function tIn(code, key, values) {
  const [id = "", attribute] = key.split(".");
  const bundle = bundles.get(code);
  const message = bundle?.getMessage(id);
  const pattern = attribute ? message?.attributes[attribute] : message?.value;
  return bundle && pattern ? bundle.formatPattern(pattern, values ?? null) : key; // a test checks that every key has a text
}

/** @type {Map<string, Intl.Collator>} */
const collators = new Map();

/**
 * Compare two strings alphabetically in the page's language, for `Array.sort`.
 * @param {string} one
 * @param {string} other
 */
export function inOrder(one, other) {
  const collator = collators.get(locale()) ?? new Intl.Collator(locale());
  collators.set(locale(), collator);
  return collator.compare(one, other);
}

/** @returns {string} the locale for `Intl`, of the page's language unless told otherwise */
export const locale = (code = current) => LANGUAGES.find((one) => one.code === code)?.locale ?? code;
