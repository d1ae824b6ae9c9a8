// The bar at the bottom of every screen, within everybody's reach: languages, look, reach, read-aloud, help, always in
// the same place.
import { html } from "../../html.js";
import { LANGUAGES, t } from "../../i18n.js";
import { Icon } from "../icon/icon.js";

/**
 * @param {object} props
 * @param {import("../../state.js").State} props.state
 * @param {import("../../journey/journey.js").Journey} props.journey
 * @param {{ isOn: boolean, toggle: () => void } | null} props.speech null if the booth has no voice for this language
 * @param {boolean} props.isInert while a tap answers "still there?" and must press nothing else
 */
export function Toolbar({ state, journey, speech, isInert }) {
  const { look, language } = state;
  return html`<nav class="toolbar" aria-label=${t("toolbar-name")} inert=${isInert}>
    ${
      state.screen !== "attract" &&
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
    </div>`
    }
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
      <${Tool} id="help" icon="help" words=${t("tool-help")} onTap=${(/** @type {MouseEvent} */ { detail }) => journey.openDialog("help", detail === 0)} />
    </div>
  </nav>`;
}

/** @param {{ id: string, icon: Parameters<typeof Icon>[0]["name"], words: string, isOn?: boolean, onTap: (event: MouseEvent) => void }} props */
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
