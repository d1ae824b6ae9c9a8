// The icon of a specialty, beside its name and never instead of it: hidden from screen readers. The drawings are large,
// so the page loads them after its first screen.
import { useEffect, useState } from "preact/hooks";
import { html } from "../../html.js";
import { specialtyOf } from "../../domain/specialties.js";

/** @typedef {typeof import("../../vendor/healthicons.js")} Drawings */

/** For a specialty that the booth does not know: a shield with a cross. */
const GENERAL = "health";

/** @type {Drawings | null} */
let drawings = null;

/** Load the drawings; no screen waits for them. */
export async function loadDrawings() {
  drawings ??= await import("../../vendor/healthicons.js");
}

/** @param {{ name: string }} props the specialty's name as the database has it */
export function SpecialtyIcon({ name }) {
  const [, setHere] = useState(drawings !== null);
  useEffect(() => {
    if (!drawings) void loadDrawings().then(() => setHere(true));
  }, []);
  const side = drawings?.ICON_SIZE ?? 1;
  const paths = drawings?.ICONS[specialtyOf(name)?.icon ?? GENERAL] ?? [];
  return html`<svg class="specialty-icon" viewBox="0 0 ${side} ${side}" aria-hidden="true">
    ${paths.map((path) => html`<path key=${path} fill-rule="evenodd" d=${path} />`)}
  </svg>`;
}
