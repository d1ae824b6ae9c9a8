// Markup in template strings, by htm, rendered by preact.
import htm from "htm";
import { h } from "preact";

/**
 * htm keeps an element that never changes and gives the same one at each rendering; preact then hangs its parents
 * on it, with all their words: what one patient saw would stay in memory. So nothing is kept (htm: `this[0] = 3`).
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
