// The bar at the foot of every screen, where every hand reaches: the four languages, how the booth looks and
// speaks, and help. Always the same things in the same place.
import { html } from "../../html.js";
import { LANGUAGES, t } from "../../i18n.js";
import { Icon } from "../icon/icon.js";

/**
 * @param {object} props
 * @param {import("../../state.js").State} props.state
 * @param {import("../../journey.js").Journey} props.journey
 * @param {{ isOn: boolean, toggle: () => void } | null} props.speech null where the booth has no voice for this language
 * @param {boolean} props.isInert while the tap that answers "still there?" must press nothing else
 */
export function Toolbar({ state, journey, speech, isInert }) {
  const { look, language } = state;
  return html`<nav class="toolbar" aria-label=${t("toolbar-name")} inert=${isInert}>
    ${state.screen !== "attract" &&
    html`<div class="toolbar__group" role="group" aria-label=${t("toolbar-language")}>
      ${LANGUAGES.map(
        ({ code, locale, name }) =>
          html`<button
            key=${code}
            type="button"
            class="tool tool--language"
            id="language-${code}"
            lang=${locale}
            aria-label="${code.toUpperCase()} – ${name}"
            aria-pressed=${String(code === language)}
            onClick=${() => journey.speak(code)}
          >
            <span class="tool__code">${code.toUpperCase()}</span>
            <span class="tool__words">${name}</span>
          </button>`,
      )}
    </div>`}
    <div class="toolbar__group">
      <${Tool} id="look" icon="look" words=${t("tool-look")} onTap=${() => journey.openDialog("look")} />
      <${Tool}
        id="reach"
        icon="low"
        words=${t(look.isLow ? "tool-reach-high" : "tool-reach-low")}
        isOn=${look.isLow}
        onTap=${() => journey.look({ isLow: !look.isLow })}
      />
      ${speech && html`<${Tool} id="speech" icon="ear" words=${t("tool-speech")} isOn=${speech.isOn} onTap=${speech.toggle} />`}
      <${Tool} id="help" icon="help" words=${t("tool-help")} onTap=${() => journey.openDialog("help")} />
    </div>
  </nav>`;
}

/** @param {{ id: string, icon: Parameters<typeof Icon>[0]["name"], words: string, isOn?: boolean, onTap: () => void }} props */
function Tool({ id, icon, words, isOn, onTap }) {
  return html`<button
    type="button"
    class="tool"
    id="tool-${id}"
    aria-pressed=${isOn === undefined ? undefined : String(isOn)}
    onClick=${onTap}
  >
    <${Icon} name=${icon} />
    <span class="tool__words">${words}</span>
  </button>`;
}
