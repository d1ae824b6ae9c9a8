// One consultation in words: with whom, for what, when.
import { html } from "../../html.js";
import { consultationLines } from "../../journey/proof.js";

/** @param {{ consultation: import("../../types.js").Consultation }} props */
export const Summary = ({ consultation }) =>
  html`<dl class="summary">
    ${consultationLines(consultation).map(
      ([label, words]) =>
        html`<div key=${label} class="summary__line">
          <dt>${label}</dt>
          <dd>${words}</dd>
        </div>`,
    )}
  </dl>`;
