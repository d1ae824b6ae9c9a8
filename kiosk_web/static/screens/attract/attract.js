// The attract screen: the hospital's name, and a button for each language. It drifts against burn-in, by style sheet
// alone, and can be stopped; a shift of some pixels a minute stays even then. What follows the choice is the journey's.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../../html.js";
import { LANGUAGES, t, tIn } from "../../i18n.js";
import { Icon } from "../../components/icon/icon.js";
import { SCAN_GAP } from "../../touch/scanner.js";
import { Scene } from "./scene.js";

/** @typedef {import("../../i18n.js").Language} Language */

const SHIFT_MS = 60_000;
const SHIFTS = 8;

/** @param {Language} code @returns {string} the key that chooses it: the letter it begins with */
const keyOf = (code) => code[0] ?? "";

/**
 * @param {object} props
 * @param {{ name: string, logo: string | null, welcome: Record<Language, string> }} props.hospital the logo is a
 *   data URL; an empty welcome is replaced by the booth's default
 * @param {(code: Language) => void} props.onLanguage
 * @param {boolean} props.isStill
 * @param {() => void} props.onStill
 */
export function Attract({ hospital, onLanguage, isStill, onStill }) {
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  const [shift, setShift] = useState(0);
  // Layout effects end with the screen itself, others a little later, when a letter may already be typed into a field.
  useLayoutEffect(() => {
    const timer = setInterval(() => setShift((before) => (before + 1) % SHIFTS), SHIFT_MS);
    return () => clearInterval(timer);
  }, []);
  useLayoutEffect(() => {
    let at = -Infinity;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let choosing;
    const choose = (/** @type {KeyboardEvent} */ event) => {
      const isForOthers = isTyping(event.target) || root.current?.closest("[inert]");
      if (event.repeat) return;
      const isScan = event.timeStamp - at < SCAN_GAP; // a letter among others chooses nothing
      if (event.key.length === 1 || event.key === "Enter") {
        at = event.timeStamp;
        clearTimeout(choosing);
      }
      if (isScan || isForOthers || event.ctrlKey || event.altKey || event.metaKey) return;
      const chosen = LANGUAGES.find(({ code }) => keyOf(code) === event.key.toLowerCase());
      if (chosen) choosing = setTimeout(() => onLanguage(chosen.code), 2 * SCAN_GAP);
    };
    window.addEventListener("keydown", choose);
    return () => {
      clearTimeout(choosing);
      window.removeEventListener("keydown", choose);
    };
  }, [onLanguage]);

  return html`<div class="attract ${isStill ? "attract--still" : ""}" data-shift=${shift} ref=${root}>
    <div class="attract__across">
      <div class="attract__drift">
        <header class="attract__head">
          ${
            hospital.logo
              ? html`<img class="attract__logo" src=${hospital.logo} alt="" />`
              : html`<span class="attract__mark"><${Icon} name="heart" /></span>`
          }
          <h1 class="attract__name" id="screen-title" tabindex="-1">${hospital.name || t("app-name")}</h1>
        </header>
        <${Scene} />
        <div class="attract__front">
          <ul class="attract__languages" aria-label=${t("attract-languages")}>
            ${LANGUAGES.map(
              ({ code, locale, name }) => html`<li key=${code}>
                <button
                  type="button"
                  class="attract__language"
                  id="language-${code}"
                  lang=${locale}
                  aria-keyshortcuts=${keyOf(code).toUpperCase()}
                  onClick=${() => onLanguage(code)}
                >
                  <span class="attract__code">${name}</span>${" "}
                  <span class="attract__welcome">${hospital.welcome[code] || tIn(code, "attract-welcome")}</span>${" "}
                  <span class="attract__start">${tIn(code, "attract-start")}</span>
                  <span class="attract__key" aria-hidden="true">${keyOf(code).toUpperCase()}</span>
                </button>
              </li>`,
            )}
          </ul>
          <div class="attract__foot">
            <p class="attract__hint">${t("attract-keys")}</p>
            <button type="button" class="attract__still" aria-pressed=${isStill ? "true" : "false"} onClick=${onStill}>
              <span class="attract__still-mark">${isStill && html`<${Icon} name="check" />`}</span>
              <span>${t("attract-still")}</span>
            </button>
          </div>
        </div>
      </div>
    </div>
  </div>`;
}

/** @param {EventTarget | null} target whether a letter is typed into a field */
function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea") !== null;
}
