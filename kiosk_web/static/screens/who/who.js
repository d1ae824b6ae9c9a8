// The first question: already registered, or new.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../../components/icon/icon.js";

/** @param {import("../table.js").ScreenProps} props */
export function Who({ journey }) {
  const door = (/** @type {string} */ id, /** @type {boolean} */ isNew, /** @type {"card" | "heart"} */ icon) =>
    html`<button type="button" class="door" id=${id} onClick=${() => journey.tellWhether(isNew)}>
      <span class="door__icon"><${Icon} name=${icon} /></span>
      <span>
        <span class="door__title">${t(isNew ? "who-new" : "who-known")}</span>
        <span class="door__hint">${t(isNew ? "who-new.hint" : "who-known.hint")}</span>
      </span>
    </button>`;
  return html`<h1 id="screen-title" tabindex="-1">${t("who-title")}</h1>
    <p class="screen__lead">${t("who-lead")}</p>
    <div class="who__doors">${door("known", false, "card")} ${door("new", true, "heart")}</div>`;
}
