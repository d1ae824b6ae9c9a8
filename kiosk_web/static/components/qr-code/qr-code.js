// Draws a QR code, black on white in every theme: phones read nothing else. The bridge computes the modules and the quiet
// zone around them (four light modules, ISO/IEC 18004). Until then its place is kept, so that nothing moves when it comes.
import { html } from "../../html.js";

/**
 * @param {object} props
 * @param {import("../../types.js").QrDrawing | null} props.drawing the quiet zone included; null: it is still to come
 * @param {string} props.label what a phone gets from it
 */
export function QrCode({ drawing, label }) {
  if (!drawing) return html`<div class="qr-code-place"></div>`;
  const { size, path } = drawing;
  return html`<svg class="qr-code" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges">
    <rect class="qr-code__ground" width=${size} height=${size} />
    <path class="qr-code__modules" d=${path} />
  </svg>`;
}
