// One line of a list of answers (`<dl class="check">`): what was asked, what was answered, and a button to change it.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Button } from "../button/button.js";

/**
 * @param {object} props
 * @param {string} props.id of the button
 * @param {string} props.term
 * @param {string} props.words
 * @param {() => void} props.onChange
 * @param {boolean} [props.isFixed] while it cannot be changed
 */
export const AnswerLine = ({ id, term, words, onChange, isFixed = false }) =>
  html`<div class="check__line">
    <dt>${term}</dt>
    <dd>${words}</dd>
    <dd class="check__change">
      <${Button} id=${id} isOff=${isFixed} onTap=${onChange}>${t("change")}<span class="visually-hidden"> ${term}</span><//>
    </dd>
  </div>`;
