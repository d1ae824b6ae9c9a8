// An element's role and accessible name, as a screen reader sees them: the part of the accessible-name rules
// (https://www.w3.org/TR/accname-1.2/) that this page's elements use. Pure: reads the document, keeps nothing. What is
// said is in wording.js, when in narrator.js.

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

/** @param {Element} element @returns {string} its `role` attribute, or the role of its tag; "" if it has none */
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

/** @param {Element} element whether it is hidden itself; its ancestors are not checked */
function isSilent(element) {
  if (element.getAttribute("aria-hidden") === "true" || element.hasAttribute("inert")) return true;
  const { display, visibility } = getComputedStyle(element);
  return display === "none" || visibility !== "visible";
}

/** @param {Element} element whether neither it nor an ancestor is hidden */
export function isHeard(element) {
  for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) if (isSilent(at)) return false;
  return element.isConnected;
}

/** @param {string} text one space between words, none around them */
export const tidy = (text) => text.replace(/\s+/g, " ").trim();

/**
 * Join phrases, with a comma after each that has no punctuation at its end.
 * @param {string[]} phrases
 */
export function inOneBreath(phrases) {
  return phrases
    .filter(Boolean)
    .reduce((said, phrase) => (said ? said + (/[\p{P}]$/u.test(said) ? " " : ", ") + phrase : phrase), "");
}

/**
 * Return the text in an element in reading order, one passage a block. A passage that ends in a colon, such as a term
 * before its description, continues with the next block.
 * @param {Element} root may be hidden itself: a hidden element can give a name
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
    // By layout, not by tag: the parts of a flex button are read as separate passages.
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
 * Return an element's accessible name; "" if it has none.
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

/** @param {Element} element @returns the name in `aria-label`, `alt` or an SVG's title */
function statedName(element) {
  const label = element.getAttribute("aria-label") ?? element.getAttribute("alt");
  if (label !== null) return tidy(label);
  return element instanceof SVGElement ? tidy(element.querySelector(":scope > title")?.textContent ?? "") : "";
}

/**
 * Return the hint and the error that belong to an element.
 * @param {Element} element
 * @returns {string[]}
 */
export function descriptionsOf(element) {
  const isWrong = element.getAttribute("aria-invalid") === "true";
  const found = [...referred(element, "aria-describedby"), ...(isWrong ? referred(element, "aria-errormessage") : [])];
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
