// How the patient wants the booth to be, told to the style sheets: attributes of the root element.

/** @param {import("./state.js").Look} look */
export function applyLook(look) {
  const { dataset } = document.documentElement;
  dataset.size = String(look.size);
  dataset.theme = look.isContrast ? "contrast" : "plain";
  dataset.reach = look.isLow ? "low" : "high";
}

/**
 * The hospital's own colour in the place of ours; its darker and lighter shades follow it.
 * @param {string | null} colour #rrggbb, at 7:1 on white at least: the configuration holds that
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
