// Every word on the screen comes from the catalogues messages/<language>.ftl. Not here: which language is spoken
// when (state.js). A further language is a file there, a line in LANGUAGES, and a line in index.html that fetches
// it early.
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

let bundle = new FluentBundle("fr-BE");
/** @type {Language} */
let current = "fr";

/** Loads all languages, so that a tap on another one answers at once. */
export async function loadLanguages() {
  await Promise.all(
    LANGUAGES.map(async ({ code, locale }) => {
      // All our languages run left to right: the invisible marks around names would only get in the way.
      const loaded = new FluentBundle(locale, { useIsolating: false });
      const errors = loaded.addResource(new FluentResource(await read(code)));
      if (errors.length) throw errors[0];
      bundles.set(code, loaded);
    }),
  );
}

/** @param {string} name */
async function read(name) {
  const response = await fetch(new URL(`./messages/${name}.ftl`, import.meta.url));
  if (!response.ok) throw new Error(`messages/${name}.ftl: ${response.status}`);
  return response.text();
}

/**
 * Makes a language the page's.
 * @param {Language} code
 */
export function useLanguage(code) {
  const chosen = bundles.get(code);
  if (!chosen) throw new Error(`no language ${code}`);
  bundle = chosen;
  current = code;
  document.documentElement.lang = locale();
}

/** @returns {Language} */
export const language = () => current;

/**
 * The words for a key, or for one of its attributes: "key" or "key.attribute".
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values) {
  return words(bundle, key, values) ?? key; // a test holds that a key never stands for its words
}

/**
 * The words for a key in a given language, whichever the page speaks.
 * @param {Language} code
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function tIn(code, key, values) {
  return words(bundles.get(code) ?? bundle, key, values) ?? key;
}

/**
 * @param {FluentBundle} from
 * @param {string} key
 * @param {Record<string, string | number> | undefined} values
 */
function words(from, key, values) {
  const [id = "", attribute] = key.split(".");
  const message = from.getMessage(id);
  const pattern = attribute ? message?.attributes[attribute] : message?.value;
  return pattern ? from.formatPattern(pattern, values ?? null) : null;
}

/** @type {Map<string, Intl.Collator>} */
const collators = new Map();

/**
 * The order of the alphabet, as the page's language has it: for `Array.sort`.
 * @param {string} one
 * @param {string} other
 */
export function inOrder(one, other) {
  const collator = collators.get(locale()) ?? new Intl.Collator(locale());
  collators.set(locale(), collator);
  return collator.compare(one, other);
}

/** @returns {string} the locale for `Intl` */
export function locale() {
  return bundle.locales[0] ?? "fr-BE";
}
