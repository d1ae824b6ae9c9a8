// The accents of each letter, as European names have them, from Icelandic to Turkish; and what a letter's capital is.
// Only data and two questions about it. Most wanted first.

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

/** Capital ß is one letter, not two. And I is the capital of ı already: in its place stands the dotted one. */
/** @type {Record<string, string>} */
const CAPITALS = { ß: "ẞ", ı: "İ" };

/** @type {Map<string, readonly string[]>} every letter, with the letter it may be and its accents */
const families = new Map();
for (const [letter, accents] of Object.entries(ACCENTS)) {
  const small = [letter, ...accents];
  for (const family of [small, small.map(capital)]) for (const member of family) families.set(member, family);
}

/**
 * The letter as a capital. Not by the machine's locale: a booth set to Turkish would write İ for i.
 * @param {string} letter
 */
export function capital(letter) {
  return CAPITALS[letter] ?? letter.toUpperCase();
}

/**
 * What a letter may be changed into: the others of its family, in the same case.
 * @param {string} letter
 * @returns {readonly string[]}
 */
export function accentsOf(letter) {
  return (families.get(letter) ?? []).filter((other) => other !== letter);
}
