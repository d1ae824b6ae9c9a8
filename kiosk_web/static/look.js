// Applies the patient's look and the hospital's colour to the root element; the style sheets do the rest.

/** @param {import("./state.js").Look} look */
export function applyLook(look) {
  const { dataset } = document.documentElement;
  dataset.size = String(look.size);
  dataset.theme = look.isContrast ? "contrast" : "plain";
  dataset.reach = look.isLow ? "low" : "high";
}

/**
 * Replace the brand colour, with its darker and lighter shades, by the hospital's.
 * @param {string | null} colour #rrggbb, at least 7:1 on white: the booth's configuration checks it
 */
export function applyBrand(colour) {
  if (!colour) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:root:not([data-theme="contrast"]) {
    --colour-brand: ${colour};
    --colour-brand-pressed: color-mix(in srgb, ${colour} 75%, black);
    --colour-brand-tint: color-mix(in srgb, ${colour} 12%, white);
  }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
