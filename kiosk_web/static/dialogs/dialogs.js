// The dialogs over any screen: look, help, leave, "still there?", the staff's code.
import { useState } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../i18n.js";
import { phoneWords } from "../journey/proof.js";
import { Button } from "../components/button/button.js";
import { Choices } from "../components/choices/choices.js";
import { Dialog } from "../components/dialog/dialog.js";
import { Field } from "../components/field/field.js";

/** @typedef {import("../screens/table.js").ScreenProps} ScreenProps */

/** @type {Record<string, (props: ScreenProps) => any>} */
const DIALOGS = { look: LookDialog, help: HelpDialog, leave: LeaveDialog, staff: StaffDialog, "still-there": StillThere };

/** Screens where the first letters lead to an answer. */
const LISTS = ["specialty", "doctor"];

/** @param {ScreenProps & { name: string }} props */
export function OpenDialog({ name, ...props }) {
  const Named = DIALOGS[name];
  return Named ? html`<${Named} ...${props} />` : null;
}

/** @param {ScreenProps} props */
function LookDialog({ state, journey }) {
  const { look } = state;
  const sizes = /** @type {const} */ ([1, 2, 3, 4]).map((size) => ({ value: size, words: t(`look-size-${size}`) }));
  const themes = [false, true].map((isContrast) => ({
    value: isContrast,
    words: t(isContrast ? "look-contrast" : "look-plain"),
  }));
  const foot = html`<${Button} kind="primary" id="look-done" onTap=${journey.closeDialog}>${t("look-done")}<//>`;
  return html`<${Dialog} title=${t("look-title")} opener="tool-look" onClose=${journey.closeDialog} foot=${foot}>
    <h3>${t("look-size")}</h3>
    <${Choices} name="size" label=${t("look-size")} choices=${sizes} chosen=${look.size} onChoose=${(/** @type {1 | 2 | 3 | 4} */ size) => journey.look({ size })} />
    <h3>${t("look-colours")}</h3>
    <${Choices} name="theme" label=${t("look-colours")} choices=${themes} chosen=${look.isContrast} onChoose=${(/** @type {boolean} */ isContrast) => journey.look({ isContrast })} />
  <//>`;
}

/** Speaks of touching to who opened it by touch, and of keys to who did by keys. @param {ScreenProps} props */
function HelpDialog({ state, journey, configuration }) {
  const phone = phoneWords(configuration.hospital);
  const foot = html`<${Button} kind="primary" id="help-done" onTap=${journey.closeDialog}>${t("help-done")}<//>`;
  return html`<${Dialog} title=${t("help-title")} opener="tool-help" onClose=${journey.closeDialog} foot=${foot}>
    ${state.isByKeys && state.screen === "attract" ? html`<p>${t("attract-keys")}</p>` : html`<p>${t(`help-${state.screen}`)}</p>`}
    <p>${t(state.isByKeys ? "help-keys" : "help-touch")}</p>
    ${state.isByKeys && LISTS.includes(state.screen) && html`<p>${t("choices-letters")}</p>`}
    <p>${t("help-everywhere")}</p>
    <p><strong>${phone ? t("help-desk-phone", { phone }) : t("help-desk")}</strong></p>
  <//>`;
}

/** @param {ScreenProps} props */
function LeaveDialog({ state, journey }) {
  const leave = () => (state.inSession ? journey.logOut() : journey.wipe());
  const foot = html`
    <${Button} id="leave-go" icon="exit" onTap=${leave}>${t("leave-go")}<//>
    <${Button} kind="primary" id="leave-stay" onTap=${journey.closeDialog}>${t("leave-stay")}<//>
  `;
  return html`<${Dialog} title=${t("leave-title")} opener="back" onClose=${journey.closeDialog} foot=${foot}>
    <p>${t("leave-what")}</p>
  <//>`;
}

/** A button or a key answers it, as long as it can be put off. @param {ScreenProps} props */
function StillThere({ state, journey }) {
  const stay = () => !state.isOverdue && journey.warn(null);
  const foot = html`
    <${Button} id="still-leave" icon="exit" onTap=${journey.logOut}>${t("leave-go")}<//>
    ${!state.isOverdue && html`<${Button} kind="primary" id="still-here" onTap=${stay}>${t("still-here")}<//>`}
  `;
  return html`<${Dialog} title=${t("still-title")} opener="screen-title" onClose=${stay} foot=${foot}>
    ${state.screen === "booked" && html`<p><strong>${t("still-booked")}</strong></p>`}
    <p>${t(state.isOverdue ? "still-overdue" : "still-what")}</p>
    <p class="dialog__seconds" aria-hidden="true">${t("still-seconds", { count: state.secondsLeft ?? 0 })}</p>
  <//>`;
}

/** @param {ScreenProps} props */
function StaffDialog({ journey }) {
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState("");
  const send = async () => {
    const reply = await journey.staffExit(code);
    setCode("");
    if (reply.ok) setRefusal("");
    else if (reply.retry_after) setRefusal(t("staff-locked", { count: Math.ceil(reply.retry_after / 60) }));
    else setRefusal(t(reply.code === "STAFF_REFUSED" ? "staff-refused" : "staff-failed"));
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void send();
  };
  const foot = html`
    <${Button} id="staff-cancel" onTap=${journey.closeDialog}>${t("staff-cancel")}<//>
    <${Button} kind="primary" id="staff-leave" onTap=${() => void send()}>${t("staff-leave")}<//>
  `;
  return html`<${Dialog} title=${t("staff-title")} opener="screen-title" onClose=${journey.closeDialog} foot=${foot}>
    <form onSubmit=${submit} class="stack">
      <${Field} id="staff-code" label=${t("staff-code")} keyboard="number" isSecret=${true} maxLength=${12} value=${code} onInput=${setCode} errors=${[]} />
      <p role="alert">${refusal}</p>
    </form>
  <//>`;
}
