// Every word on the screen comes from a catalogue in messages/, one file a language.
// A further language is a file there and a line in LANGUAGES.
import { FluentBundle, FluentResource } from "@fluent/bundle";

export const LANGUAGES = [{ code: "fr", locale: "fr-BE", name: "Français" }];

let bundle = new FluentBundle("fr-BE");

/**
 * Loads a language and makes it the page's.
 * @param {string} code
 */
export async function useLanguage(code) {
  const language = LANGUAGES.find((one) => one.code === code) ?? LANGUAGES[0];
  if (!language) throw new Error("no language");
  const source = await (await fetch(new URL(`./messages/${language.code}.ftl`, import.meta.url))).text();
  // All our languages run left to right: the invisible marks around names would only get in the way.
  const loaded = new FluentBundle(language.locale, { useIsolating: false });
  const errors = loaded.addResource(new FluentResource(source));
  if (errors.length) throw errors[0];
  bundle = loaded;
  document.documentElement.lang = language.locale;
}

/**
 * The words for a key, or for one of its attributes: "key" or "key.attribute".
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values) {
  const [id = "", attribute] = key.split(".");
  const message = bundle.getMessage(id);
  const pattern = attribute ? message?.attributes[attribute] : message?.value;
  if (!pattern) return key; // a test holds that this never happens
  return bundle.formatPattern(pattern, values ?? null);
}

/** @returns {string} the locale for `Intl` */
export function locale() {
  return bundle.locales[0] ?? "fr-BE";
}
