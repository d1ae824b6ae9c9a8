// The picture of a specialty, beside its name and never instead of it: hidden from screen readers.
import { html } from "../../html.js";
import { specialtyOf } from "../../specialties.js";
import { ICONS, ICON_SIZE } from "../../vendor/healthicons.js";

/** For a specialty that the booth does not know: a shield with a cross. */
const GENERAL = "health";

/** @param {{ name: string }} props the specialty's name as the database has it */
export function SpecialtyIcon({ name }) {
  const paths = ICONS[specialtyOf(name)?.icon ?? GENERAL] ?? [];
  return html`<svg class="specialty-icon" viewBox="0 0 ${ICON_SIZE} ${ICON_SIZE}" aria-hidden="true">
    ${paths.map((path) => html`<path key=${path} fill-rule="evenodd" d=${path} />`)}
  </svg>`;
}
