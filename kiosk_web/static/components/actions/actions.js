// Back and Continue, always in the same place: the foot of the screen.
import { html } from "../../html.js";

/** @param {{ children?: unknown, note?: unknown }} props */
export function Actions({ children, note }) {
  return html`<div class="actions">
    ${note && html`<div class="actions__note">${note}</div>`}
    <div class="actions__buttons">${children}</div>
  </div>`;
}
