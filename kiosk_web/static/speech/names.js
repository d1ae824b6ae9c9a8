// What an element is and what it is called, as a screen reader would have it: the part of the accessible-name
// rules (https://www.w3.org/TR/accname-1.2/) that this page's elements use. Pure: reads the document, changes
// nothing, keeps nothing. Not here: what is said of it (wording.js), and when (narrator.js).

/** Roles that a patient acts on; everything else is read. */
const CONTROL_ROLES = new Set(
  "button link textbox searchbox spinbutton slider combobox radio checkbox switch option tab gridcell menuitem".split(" "),
);
const INPUT_ROLES = new Map([
  ["button", "button"],
  ["submit", "button"],
  ["reset", "button"],
  ["radio", "radio"],
  ["checkbox", "checkbox"],
  ["range", "slider"],
]);
const TAG_ROLES = new Map([
  ["BUTTON", "button"],
  ["SUMMARY", "button"],
  ["TEXTAREA", "textbox"],
  ["SELECT", "combobox"],
  ["IMG", "img"],
  ["DIALOG", "dialog"],
  ["FIELDSET", "group"],
]);
const UNREAD = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "INPUT", "SELECT", "TEXTAREA"]);

/** @param {Element} element @returns {string} the role it states, or the one of its tag; "" where it has none */
export function roleOf(element) {
  const stated = element.getAttribute("role")?.trim().split(/\s+/)[0];
  if (stated) return stated;
  if (element instanceof HTMLInputElement) return INPUT_ROLES.get(element.type) ?? "textbox";
  if (element.tagName === "A") return element.hasAttribute("href") ? "link" : "";
  if (/^H[1-6]$/.test(element.tagName)) return "heading";
  return TAG_ROLES.get(element.tagName) ?? "";
}

/** @param {Element} element */
export const isControl = (element) => CONTROL_ROLES.has(roleOf(element));

/** @param {Element} element whether it, for itself, is kept from eyes or ears; its parents are not asked */
export function isSilent(element) {
  if (element.getAttribute("aria-hidden") === "true" || element.hasAttribute("inert")) return true;
  const { display, visibility } = getComputedStyle(element);
  return display === "none" || visibility !== "visible";
}

/** @param {Element} element whether it can be heard where it stands */
export function isHeard(element) {
  for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) if (isSilent(at)) return false;
  return element.isConnected;
}

/** @param {string} text one space between words, none around them */
export const tidy = (text) => text.replace(/\s+/g, " ").trim();

/**
 * Puts phrases in a row, with a comma where the first does not end by itself.
 * @param {string[]} phrases
 */
export function inOneBreath(phrases) {
  return phrases
    .filter(Boolean)
    .reduce((said, phrase) => (said ? said + (/[\p{P}]$/u.test(said) ? " " : ", ") + phrase : phrase), "");
}

/**
 * The text in an element, a passage a block, in reading order. One that ends in a colon, as a term before its
 * description does, runs on into the next.
 * @param {Element} root asked for its children only: a name may come from what is hidden for itself
 * @param {(element: Element) => boolean} [isSkipped]
 * @returns {{ text: string, at: Element }[]} each with the element in which it begins
 */
export function passages(root, isSkipped = () => false) {
  const found = [{ text: "", at: root }];
  const add = (/** @type {string} */ text, /** @type {Element} */ at) => {
    const last = found.at(-1);
    if (!last) return;
    if (!last.text.trim()) last.at = at;
    last.text += text;
  };
  const pause = (/** @type {Element} */ at) => {
    if (!found.at(-1)?.text.trimEnd().endsWith(":")) found.push({ text: "", at });
  };
  const walk = (/** @type {Node} */ node) => {
    if (node instanceof Text && node.parentElement) add(node.data, node.parentElement);
    if (!(node instanceof Element) || isSkipped(node) || isSilent(node) || UNREAD.has(node.tagName)) return;
    if (node.tagName === "BR") pause(node);
    // Asked of the layout, not of the tag: the parts of a flex button stand apart, and are heard apart.
    const isBlock = !/^(inline|contents|ruby)/.test(getComputedStyle(node).display);
    if (isBlock) pause(node);
    const stated = statedName(node);
    if (stated) add(stated, node);
    else node.childNodes.forEach(walk);
    if (node.tagName === "DT" && !/[\p{P}]\s*$/u.test(found.at(-1)?.text ?? "")) add(": ", node);
    if (isBlock) pause(node);
  };
  root.childNodes.forEach(walk);
  return found.map(({ text, at }) => ({ text: tidy(text), at })).filter(({ text }) => text);
}

/** @param {Element} element all its text in one line */
export const textOf = (element) => inOneBreath(passages(element).map(({ text }) => text));

/**
 * What a patient calls this element; "" where it has no name.
 * @param {Element} element
 * @returns {string}
 */
export function nameOf(element) {
  const named = referred(element, "aria-labelledby").map(textOf).filter(Boolean);
  if (named.length) return inOneBreath(named);
  return statedName(element) || nativeName(element) || tidy(element.getAttribute("title") ?? "");
}

/** @param {Element} element */
function nativeName(element) {
  if (element instanceof HTMLInputElement && INPUT_ROLES.get(element.type) === "button") return tidy(element.value);
  const isField =
    element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;
  if (isField) {
    const labels = [...(element.labels ?? [])].map(textOf).filter(Boolean);
    return inOneBreath(labels) || tidy(element.getAttribute("placeholder") ?? "");
  }
  const title = { FIELDSET: "legend", TABLE: "caption", FIGURE: "figcaption" }[element.tagName];
  if (title) {
    const found = [...element.children].find((child) => child.matches(title));
    return found ? textOf(found) : "";
  }
  const takesItsText = isControl(element) || roleOf(element) === "heading";
  return takesItsText ? textOf(element) : "";
}

/** @param {Element} element what `aria-label`, or a picture's own words, call it */
function statedName(element) {
  const label = element.getAttribute("aria-label") ?? element.getAttribute("alt");
  if (label !== null) return tidy(label);
  return element instanceof SVGElement ? tidy(element.querySelector(":scope > title")?.textContent ?? "") : "";
}

/**
 * The hint and the error that belong to an element.
 * @param {Element} element
 * @returns {string[]}
 */
export function descriptionsOf(element) {
  const isWrong = element.getAttribute("aria-invalid") === "true";
  const found = [
    ...referred(element, "aria-describedby"),
    ...(isWrong ? referred(element, "aria-errormessage") : []),
  ];
  const stated = tidy(element.getAttribute("aria-description") ?? "");
  return [...new Set([...found.map(textOf), stated])].filter(Boolean);
}

/** @param {Element} element @returns {Element | null} the named group around a control: the three fields of a date */
export function groupOf(element) {
  const group = element.parentElement?.closest('fieldset, [role="group"], [role="radiogroup"], [role="grid"]') ?? null;
  return group && (nameOf(group) ? group : groupOf(group));
}

/**
 * @param {Element} element
 * @param {string} attribute
 * @returns {Element[]}
 */
function referred(element, attribute) {
  const ids = element.getAttribute(attribute)?.split(/\s+/) ?? [];
  return ids.flatMap((id) => (id && document.getElementById(id)) || []);
}
