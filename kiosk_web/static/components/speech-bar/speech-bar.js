// The bar of the read-aloud mode, shown while that is on: repeat, quieter, louder, off. `data-speech="skip"`: its buttons
// are on every screen and are not read with each.
import { useEffect, useState } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { LOUDEST } from "../../speech/narrator.js";

/** Like those of components/icon: each stands beside its words. */
const PATHS = {
  repeat: "M4.5 12a7.5 7.5 0 1 0 2.6-5.7M4.5 4v4.5H9",
  quieter: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 12h5",
  louder: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 12h5M18.5 9.5v5",
  stop: "M6.5 6.5h11v11h-11z",
};

/** @param {{ narrator: import("../../speech/narrator.js").Narrator }} props */
export function SpeechBar({ narrator }) {
  const [, setSeen] = useState(0);
  useEffect(() => narrator.onChange(() => setSeen((count) => count + 1)), [narrator]);
  if (!narrator.isOn()) return null;
  const level = narrator.volume();
  const action = (
    /** @type {keyof typeof PATHS} */ name,
    /** @type {string} */ words,
    /** @type {() => void} */ act,
    { isOff = false, label = "" } = {},
  ) =>
    html`<button
      type="button"
      id="speech-${name}"
      class="speech-bar__button"
      aria-label=${label || undefined}
      aria-disabled=${isOff ? "true" : undefined}
      onClick=${act}
    >
      <svg class="speech-bar__icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>
      <span>${words}</span>
    </button>`;
  return html`<section class="speech-bar" role="region" aria-label=${t("speech-name")} data-speech="skip">
    ${action("repeat", t("speech-repeat"), narrator.repeat)}
    <div class="speech-bar__volume">
      ${action("quieter", t("speech-quieter"), () => narrator.setVolume(narrator.volume() - 1), { isOff: level === 1 })}
      <span class="speech-bar__level">${t("speech-volume", { level, count: LOUDEST })}</span>
      ${action("louder", t("speech-louder"), () => narrator.setVolume(narrator.volume() + 1), { isOff: level === LOUDEST })}
    </div>
    ${action("stop", t("speech-stop"), narrator.stop, { label: t("speech-stop.label") })}
  </section>`;
}
