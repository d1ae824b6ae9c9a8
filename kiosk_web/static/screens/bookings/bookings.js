// The patient's upcoming consultations. They cannot be cancelled here; the screen says whom to ask.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { cancelWords } from "../../journey/proof.js";
import { Skeleton } from "../../components/skeleton/skeleton.js";
import { Summary } from "../../components/summary/summary.js";

/** @param {import("../table.js").ScreenProps} props */
export function Bookings({ state, configuration }) {
  const { bookings, problem } = state;
  return html`<h1 id="screen-title" tabindex="-1">${t("bookings-title")}</h1>
    ${!bookings && !problem && html`<${Skeleton} shape="rows" />`}
    ${bookings && html`<p class="screen__lead" role="status">${t("bookings-count", { count: bookings.length })}</p>`}
    ${
      bookings &&
      html`<ul class="stack">
      ${bookings.map((one) => html`<li key=${one.id}><${Summary} consultation=${one} /></li>`)}
    </ul>`
    }
    ${bookings && bookings.length > 0 && html`<p>${cancelWords(configuration)}</p>`}`;
}
