// The first screen: a greeting, and the one question that decides the way.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../../components/icon/icon.js";

/** What is said about the session before; of a booking that nobody could verify, never that it is settled. */
const NOTICES = { expired: "notice-expired", "logged-out": "notice-logged-out", unsure: "notice-unsure" };

/** @param {import("../../app.js").ScreenProps} props */
export function Welcome({ state, journey }) {
  const door = (/** @type {"identify" | "register"} */ to, /** @type {"card" | "heart"} */ icon, /** @type {string} */ title, /** @type {string} */ hint) =>
    html`<button type="button" class="door" id="to-${to}" onClick=${() => journey.show(to)}>
      <span class="door__icon"><${Icon} name=${icon} /></span>
      <span>
        <span class="door__title">${title}</span>
        <span class="door__hint">${hint}</span>
      </span>
    </button>`;
  return html`<div class="screen welcome">
    ${state.notice &&
    html`<p class=${state.notice === "unsure" ? "welcome__notice welcome__notice--unsure" : "welcome__notice"} role="status">
      <${Icon} name=${state.notice === "unsure" ? "alert" : "check"} /><span>${t(NOTICES[state.notice])}</span>
    </p>`}
    <h1 id="screen-title" tabindex="-1">${t("welcome-title")}</h1>
    <p class="screen__lead">${t("welcome-lead")}</p>
    <h2 class="welcome__question">${t("welcome-question")}</h2>
    <div class="columns">
      ${door("identify", "card", t("welcome-known"), t("welcome-known-hint"))}
      ${door("register", "heart", t("welcome-new"), t("welcome-new-hint"))}
    </div>
    <p class="welcome__help">${t("welcome-help")}</p>
  </div>`;
}
