// With whom: anybody, which is soonest, or one doctor.
import { html } from "../../html.js";
import { inOrder, t } from "../../i18n.js";
import { specialtyName } from "../../specialties.js";
import { Choices } from "../../components/choices/choices.js";

/** @param {import("../table.js").ScreenProps} props */
export function DoctorQuestion({ state, journey }) {
  const { specialtyId, doctorId } = state.wish;
  const doctors = state.doctors.filter((one) => specialtyId === null || one.specialty_id === specialtyId);
  doctors.sort((one, other) => inOrder(one.last_name, other.last_name) || inOrder(one.first_name, other.first_name));
  const names = new Map(state.specialties.map((one) => [one.id, specialtyName(one.name)]));
  const choices = [
    { value: /** @type {number | null} */ (null), words: t("any-doctor"), hint: t("any-doctor.hint") },
    ...doctors.map((one) => ({
      value: /** @type {number | null} */ (one.id),
      words: t("doctor-name", { first: one.first_name, last: one.last_name }),
      hint: specialtyId === null ? names.get(one.specialty_id) : undefined,
    })),
  ];
  return html`<h1 id="screen-title" tabindex="-1">${t("doctor-title")}</h1>
    <${Choices}
      name="doctor"
      label=${t("doctor-title")}
      choices=${choices}
      chosen=${doctorId}
      onChoose=${journey.chooseDoctor}
      shape="rows"
    />`;
}
