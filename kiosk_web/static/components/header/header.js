// The top of every screen: the hospital's name and, in a session, the logout button, always in the same place.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Button } from "../button/button.js";
import { Icon } from "../icon/icon.js";

/**
 * @param {{ hospital: import("../../types.js").Configuration["hospital"], onLogOut: (() => void) | null, isInert: boolean }} props
 */
export function Header({ hospital, onLogOut, isInert }) {
  return html`<header class="header" inert=${isInert}>
    <p class="header__name">
      ${
        hospital.logo
          ? html`<img class="header__logo" src=${hospital.logo} alt="" />`
          : html`<span class="header__mark"><${Icon} name="heart" /></span>`
      }
      <span class="header__words">${hospital.name || t("app-name")}</span>
    </p>
    ${onLogOut && html`<${Button} id="log-out" icon="exit" onTap=${onLogOut}>${t("log-out")}<//>`}
  </header>`;
}
