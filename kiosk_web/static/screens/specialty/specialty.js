// Which specialty: each with an icon and a hint in plain words.
import { html } from "../../html.js";
import { inOrder, t } from "../../i18n.js";
import { specialtyHint, specialtyName } from "../../domain/specialties.js";
import { Button } from "../../components/button/button.js";
import { Choices } from "../../components/choices/choices.js";
import { Skeleton } from "../../components/skeleton/skeleton.js";
import { SpecialtyIcon } from "../../components/specialty-icon/specialty-icon.js";

/** Beside Continue. @param {import("../table.js").ScreenProps} props */
export const Soonest = ({ journey }) => html`<${Button} id="soonest" onTap=${journey.soonest}>${t("soonest")}<//>`;

/** @param {import("../table.js").ScreenProps} props */
export function SpecialtyQuestion({ state, journey }) {
  const { specialties, wish, isSpecialtyChosen, problem, errors } = state;
  const named = specialties.map((one) => ({
    value: /** @type {number | null} */ (one.id),
    words: specialtyName(one.name),
    hint: specialtyHint(one.name),
    picture: html`<${SpecialtyIcon} name=${one.name} />`,
  }));
  named.sort((one, other) => inOrder(one.words, other.words));
  const any = {
    value: null,
    words: t("any-specialty"),
    hint: t("any-specialty.hint"),
    picture: html`<${SpecialtyIcon} name="" />`,
  };
  return html`<div class="screen__head">
      <h1 id="screen-title" tabindex="-1">${t("specialty-title")}</h1>
      <${Button} id="my-bookings" icon="list" onTap=${() => journey.go("bookings")}>${t("bookings-open")}<//>
    </div>
    ${
      specialties.length
        ? html`<${Choices}
          name="specialty"
          label=${t("specialty-title")}
          choices=${[...named, any]}
          chosen=${isSpecialtyChosen ? wish.specialtyId : undefined}
          onChoose=${journey.chooseSpecialty}
          isByLetters=${true}
          errors=${errors}
        />`
        : !problem && html`<${Skeleton} shape="tiles" />`
    }`;
}
