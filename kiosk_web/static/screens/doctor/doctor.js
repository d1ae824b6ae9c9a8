// Which doctor: any, which is soonest, or one. Where there is only one, the question is answered already, and says so.
import { html } from "../../html.js";
import { inOrder, t } from "../../i18n.js";
import { specialtyName } from "../../domain/specialties.js";
import { Choices } from "../../components/choices/choices.js";

/** @param {import("../table.js").ScreenProps} props */
export function DoctorQuestion({ state, journey }) {
  const { specialtyId, doctorId } = state.wish;
  const doctors = state.doctors.filter((one) => specialtyId === null || one.specialty_id === specialtyId);
  doctors.sort((one, other) => inOrder(one.last_name, other.last_name) || inOrder(one.first_name, other.first_name));
  const names = new Map(state.specialties.map((one) => [one.id, specialtyName(one.name)]));
  const isAlone = doctors.length === 1;
  const any = { value: /** @type {number | null} */ (null), words: t("any-doctor"), hint: t("any-doctor.hint") };
  const choices = [
    ...(isAlone ? [] : [any]),
    ...doctors.map((one) => ({
      value: /** @type {number | null} */ (one.id),
      words: t("doctor-name", { first: one.first_name, last: one.last_name }),
      name: `${one.last_name} ${one.first_name}`,
      hint: specialtyId === null ? names.get(one.specialty_id) : undefined,
    })),
  ];
  return html`<h1 id="screen-title" tabindex="-1">${t("doctor-title")}</h1>
    ${isAlone && html`<p class="screen__lead">${t("doctor-only")}</p>`}
    <${Choices}
      name="doctor"
      label=${t("doctor-title")}
      choices=${choices}
      chosen=${isAlone ? doctors[0]?.id : doctorId}
      onChoose=${journey.chooseDoctor}
      shape="rows"
      isByLetters=${true}
    />`;
}
