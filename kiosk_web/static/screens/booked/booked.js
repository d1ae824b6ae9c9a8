// Booked: what, with whom, when, what to bring, and that nothing remains to be done; with a proof to take along.
// The reason is not shown again.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { arrivalWords, cancelWords } from "../../ticket.js";
import { Button } from "../../components/button/button.js";
import { Icon } from "../../components/icon/icon.js";
import { QrCode } from "../../components/qr-code/qr-code.js";
import { Summary } from "../../components/summary/summary.js";

/** @param {import("../table.js").ScreenProps} props */
export function Booked({ state, journey, configuration }) {
  const { booked, ticket, newNumber } = state;
  return html`<div class="booked__banner">
      <span class="booked__mark"><${Icon} name="check" /></span>
      <div>
        <h1 id="screen-title" tabindex="-1">${t("booked-title")}</h1>
        <p class="screen__lead">${t("booked-lead")}</p>
      </div>
    </div>
    ${booked && html`<${Summary} consultation=${booked} />`}
    ${newNumber &&
    html`<section class="stack" aria-labelledby="booked-number">
      <h2 id="booked-number">${t("number-title")}</h2>
      <p class="new-number__digits new-number__digits--small">${newNumber}</p>
      <p>${t("booked-number-keep")}</p>
    </section>`}
    <div class="booked__take">
      <section class="stack" aria-labelledby="booked-day">
        <h2 id="booked-day">${t("booked-next-title")}</h2>
        <p>${arrivalWords(configuration)}</p>
        <p>${cancelWords(configuration)}</p>
        ${configuration.printer && html`<${Printing} state=${state} journey=${journey} />`}
      </section>
      ${ticket &&
      html`<figure class="booked__code">
        <${QrCode} size=${ticket.size} path=${ticket.path} label=${t("booked-code-label")} />
        <figcaption>${t("booked-code")}</figcaption>
      </figure>`}
    </div>`;
}

/** @param {{ state: import("../../state.js").State, journey: import("../../journey.js").Journey }} props */
function Printing({ state, journey }) {
  const { printing } = state;
  return html`<${Button} id="print" icon="print" isWaiting=${printing === "printing"} onTap=${journey.print}>
      ${t(printing === "printed" ? "print-again" : "print")}
    <//>
    <p role="status">${printing === "no" ? "" : t(`print-${printing}`)}</p>`;
}
