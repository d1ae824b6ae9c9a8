// The farewell: why the session ended, what that means for a booking, and a way to start again.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { phoneWords } from "../../journey/proof.js";
import { Icon } from "../../components/icon/icon.js";

/** @param {import("../table.js").ScreenProps} props */
export function Ended({ state, configuration }) {
  const { ending } = state;
  const phone = phoneWords(configuration.hospital);
  const isDoubtful = ending === "unsure" || ending === "restarted-unsure";
  return html`<div class="ended" data-ending=${ending}>
    <span class="ended__mark" data-doubtful=${isDoubtful ? "true" : undefined}><${Icon} name=${isDoubtful ? "alert" : "check"} /></span>
    <h1 id="screen-title" tabindex="-1">${t(`ended-${ending}`)}</h1>
    <p class="screen__lead">${t(`ended-${ending}.what`)}</p>
    ${isDoubtful && phone && html`<p class="screen__lead">${t("ended-call", { phone })}</p>`}
  </div>`;
}
