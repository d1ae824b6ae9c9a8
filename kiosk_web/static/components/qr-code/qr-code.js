// Draws a QR code, black on white in every theme: phones read nothing else. The bridge computes the modules and the quiet
// zone around them (four light modules, ISO/IEC 18004).
import { html } from "../../html.js";

/**
 * @param {object} props
 * @param {number} props.size modules along a side, the quiet zone included
 * @param {string} props.path an SVG path of the dark modules, one unit each
 * @param {string} props.label what a phone gets from it
 */
export function QrCode({ size, path, label }) {
  return html`<svg class="qr-code" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges">
    <rect class="qr-code__ground" width=${size} height=${size} />
    <path class="qr-code__modules" d=${path} />
  </svg>`;
}
