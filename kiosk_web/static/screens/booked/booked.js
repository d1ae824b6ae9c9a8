// The confirmation: what, with whom, when, what to bring, that nothing remains to be done, and a proof to take home. The
// reason is not shown again. All of it is on the glass at once, without scrolling.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { arrivalWords, cancelWords } from "../../journey/proof.js";
import { Button } from "../../components/button/button.js";
import { Icon } from "../../components/icon/icon.js";
import { QrCode } from "../../components/qr-code/qr-code.js";
import { Summary } from "../../components/summary/summary.js";

/** @param {import("../table.js").ScreenProps} props */
export function Booked({ state, journey, configuration }) {
  const { booked, calendarCode, newNumber, printing } = state;
  const hasCode = calendarCode !== "failed";
  return html`<div class="booked__facts">
      <div class="booked__banner">
        <span class="booked__mark"><${Icon} name="check" /></span>
        <div>
          <h1 id="screen-title" tabindex="-1">${t("booked-title")}</h1>
          <p class="screen__lead">${t("booked-lead")}</p>
        </div>
      </div>
      ${booked && html`<${Summary} consultation=${booked} />`}
      ${
        newNumber &&
        html`<section class="booked__number" aria-labelledby="booked-number">
        <h2 id="booked-number">${t("number-title")}</h2>
        <p class="new-number__digits new-number__digits--small">${newNumber}</p>
        <p>${t("booked-number-keep")}</p>
      </section>`
      }
      <section class="booked__day" aria-labelledby="booked-day">
        <h2 id="booked-day">${t("booked-next-title")}</h2>
        <p>${arrivalWords(configuration)}</p>
        <p id="booked-call">${cancelWords(configuration)}</p>
      </section>
    </div>
    <div class="booked__take">
      ${hasCode && html`<${QrCode} drawing=${calendarCode} label=${t("booked-code-label")} />`}
      <div class="booked__words">
        ${hasCode && (printing === "no" || printing === "printing") && html`<p>${t("booked-code")}</p>`}
        <p role="status" id="print-state">${printing === "no" ? "" : t(`print-${printing}`)}</p>
        <${Button} id="aside" onTap=${journey.bookAnother}>${t("booked-another")}<//>
      </div>
    </div>`;
}

/** Stands beside Continue: in view whatever the text size. @param {import("../table.js").ScreenProps} props */
export function Printing({ state, journey, configuration }) {
  const { printing } = state;
  // Nothing to touch any more, but its place and the words: the focus stays where it was.
  const isOff = printing === "unconfirmed";
  return (
    configuration.printer &&
    html`<${Button} id="print" icon="print" isWaiting=${printing === "printing"} isOff=${isOff} onTap=${journey.print}>
      ${t(printing === "printed" ? "print-again" : "print")}
    <//>`
  );
}
