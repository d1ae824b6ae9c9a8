// What a new patient wrote, read back before the number is made: a slip in the name would keep them out at the next visit.
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { shortDay } from "../../domain/dates.js";
import { checkBirth } from "../../journey/checks.js";
import { AnswerLine } from "../../components/answer-line/answer-line.js";

/** @param {import("../table.js").ScreenProps} props */
export function ConfirmName({ state, journey }) {
  const { identity, waiting } = state;
  const { lastName, firstName, isOneName } = identity;
  const { birthDate } = checkBirth(identity);
  const line = (
    /** @type {string} */ id,
    /** @type {"name" | "birth"} */ screen,
    /** @type {string} */ term,
    /** @type {string} */ words,
  ) =>
    html`<${AnswerLine} id=${id} term=${term} words=${words} isFixed=${waiting !== null} onChange=${() => journey.go(screen)} />`;
  return html`<h1 id="screen-title" tabindex="-1">${t("confirm-title")}</h1>
    <p class="screen__lead">${t("confirm-lead")}</p>
    <dl class="check check--typed">
      ${line("change-name", "name", t(isOneName ? "field-one-name" : "field-last-name"), lastName)}
      ${!isOneName && line("change-first-name", "name", t("field-first-name"), firstName)}
      ${line("change-birth", "birth", t("field-birth"), birthDate ? shortDay(birthDate) : t("confirm-no-birth"))}
    </dl>`;
}
