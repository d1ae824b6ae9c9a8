// A QR code as a drawing. Which modules are dark is worked out elsewhere; this only draws them, with the margin
// of four light modules that ISO/IEC 18004 asks for and that many drawings forget.
import { html } from "../../html.js";

const QUIET_ZONE = 4;

/**
 * @param {object} props
 * @param {number} props.size modules along a side, without the quiet zone
 * @param {string} props.path the dark modules as a path to be filled, a unit a module, the first at 0 0
 * @param {string} props.label what a phone gets from it
 */
export function QrCode({ size, path, label }) {
  const side = size + 2 * QUIET_ZONE;
  return html`<svg
    class="qr-code"
    viewBox="${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}"
    role="img"
    aria-label=${label}
    shape-rendering="crispEdges"
  >
    <rect class="qr-code__ground" x=${-QUIET_ZONE} y=${-QUIET_ZONE} width=${side} height=${side} />
    <path class="qr-code__modules" d=${path} />
  </svg>`;
}
