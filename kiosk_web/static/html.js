// Markup in template strings, by htm, rendered by preact.
import htm from "htm";
import { h } from "preact";

/**
 * Create an element that htm does not cache (`this[0] = 3`). htm caches static elements, and preact attaches their
 * parents to them: what one patient saw would stay in memory.
 * @this {number[]}
 * @param {any} type
 * @param {any} props
 * @param {...any} children
 */
function element(type, props, ...children) {
  this[0] = 3;
  return h(type, props, ...children);
}

export const html = htm.bind(/** @type {any} */ (element));
