// The accented forms of each letter in European names, from Icelandic to Turkish, most common first; and capitals.

/** @type {Record<string, string>} */
const ACCENTS = {
  a: "àâäáãåāăąæ",
  c: "çćčċ",
  d: "ďđð",
  e: "éèêëēėęě",
  g: "ğģġ",
  h: "ħ",
  i: "îïíìīįı",
  k: "ķ",
  l: "łľļĺ",
  n: "ñńňņ",
  o: "ôöóòõøőōœ",
  r: "řŕŗ",
  s: "şšśșß",
  t: "ţțťþ",
  u: "ùûüúűůūų",
  w: "ŵ",
  y: "ÿýŷ",
  z: "žźż",
  "’": "'",
  "'": "’",
  "-": "–",
};

/** Where `toUpperCase` does not help: it makes two letters of ß; and the capital of ı is a plain I, so İ takes its place. */
/** @type {Record<string, string>} */
const CAPITALS = { ß: "ẞ", ı: "İ" };

/** @type {Map<string, readonly string[]>} from every letter to its family: the plain letter and its accents */
const families = new Map();
for (const [letter, accents] of Object.entries(ACCENTS)) {
  const small = [letter, ...accents];
  for (const family of [small, small.map(capital)]) for (const member of family) families.set(member, family);
}

/**
 * Return a letter's capital, whatever the machine's locale: a booth set to Turkish would write İ for i.
 * @param {string} letter
 */
export function capital(letter) {
  return CAPITALS[letter] ?? letter.toUpperCase();
}

/**
 * Return what a letter may be changed into: the others of its family, in the same case.
 * @param {string} letter
 * @returns {readonly string[]}
 */
export function accentsOf(letter) {
  return (families.get(letter) ?? []).filter((other) => other !== letter);
}
