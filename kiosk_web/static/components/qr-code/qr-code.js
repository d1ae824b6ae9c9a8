// A QR code as a drawing. Which modules are dark, and the quiet zone around them (four light modules, ISO/IEC
// 18004), is worked out elsewhere; this only draws, black on white in every theme: phones read nothing else.
import { html } from "../../html.js";

/**
 * @param {object} props
 * @param {number} props.size modules along a side, the quiet zone among them
 * @param {string} props.path the dark modules as a path to be filled, a unit a module
 * @param {string} props.label what a phone gets from it
 */
export function QrCode({ size, path, label }) {
  return html`<svg class="qr-code" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges">
    <rect class="qr-code__ground" width=${size} height=${size} />
    <path class="qr-code__modules" d=${path} />
  </svg>`;
}
