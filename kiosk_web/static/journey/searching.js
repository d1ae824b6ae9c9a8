// What are you looking for, and when: specialty, doctor, day and hour. Promises: an answer stays as long as it
// holds; a change forgets only what no longer holds; no search ends in nothing.
import { daysLater, firstDay, lastDay, monthOf, today } from "../dates.js";
import { nearestTo, reachFarEnough } from "./nearest.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Calendar} Calendar */
/** @typedef {import("../types.js").Consultation} Consultation */

const HOURS_PAGE = 60;
const NEAREST = 6;
/** A day of a large hospital, looked through for what is nearest to an hour in it. */
const WIDE_PAGE = 200;
/** With fewer of the wished doctor, the nearest ones of others are offered too. */
const FEW = 3;

/**
 * @param {import("../state.js").Store} store
 * @param {import("./requests.js").Requests} requests
 */
export function searchingVerbs(store, { call, load }) {
  const wanted = () => {
    const { wish } = store.get();
    return { specialty_id: wish.specialtyId, doctor_id: wish.doctorId };
  };

  async function loadChoices() {
    if (store.get().specialties.length) return;
    const found = await load(
      "load",
      async () => {
        const specialties = await call("specialties");
        if (!specialties?.ok) return specialties;
        const doctors = await call("doctors");
        return doctors?.ok ? { ok: { ...specialties.ok, ...doctors.ok } } : doctors;
      },
      () => void loadChoices(),
    );
    if (found) store.set({ specialties: found.specialties, doctors: found.doctors });
  }

  /** Opens the calendar on the first free days, or on what was chosen before. */
  async function loadDays() {
    const { day, calendar: before } = store.get();
    const from = day && day >= today() ? firstDay(monthOf(day)) : null;
    const found = await load(
      "days",
      () => call("availability", { ...wanted(), start_date: from, end_date: null }),
      () => void loadDays(),
    );
    if (!found) return;
    const days = new Map(found.days.map((/** @type {{ date: string, free: number }} */ one) => [one.date, one.free]));
    const turned = store.get().calendar?.month; // meanwhile, by the patient
    const first = day ?? found.days[0]?.date ?? found.next_date ?? found.start_date;
    store.set({
      calendar: {
        days,
        covered: { from: found.start_date, to: found.end_date },
        nextDate: found.next_date,
        month: turned && turned !== before?.month ? turned : monthOf(first),
      },
    });
  }

  /** @param {string} month YYYY-MM */
  async function showMonth(month) {
    const { calendar } = store.get();
    if (!calendar) return;
    store.set({ calendar: { ...calendar, month }, problem: null });
    const begin = firstDay(month);
    const isKnown = calendar.covered.from <= laterOf(begin, today()) && lastDay(month) <= calendar.covered.to;
    if (isKnown) return;
    const found = await load(
      "days",
      () => call("availability", { ...wanted(), start_date: begin, end_date: null }),
      () => void showMonth(month),
    );
    const now = store.get().calendar;
    if (!found || !now) return;
    const days = new Map(now.days);
    for (const one of found.days) days.set(one.date, one.free);
    const touches = found.start_date <= daysLater(now.covered.to, 1) && daysLater(found.end_date, 1) >= now.covered.from;
    const covered = touches
      ? { from: earlierOf(now.covered.from, found.start_date), to: laterOf(now.covered.to, found.end_date) }
      : { from: found.start_date, to: found.end_date };
    const isLatest = covered.to === found.end_date;
    store.set({ calendar: { ...now, days, covered, nextDate: isLatest ? found.next_date : now.nextDate } });
  }

  async function loadHours() {
    const { day } = store.get();
    if (!day) return;
    const { consultation: chosen } = store.get();
    const found = await load(
      "hours",
      () =>
        readWhile(
          { ...wanted(), start_date: day, end_date: day, limit: HOURS_PAGE },
          // What was chosen on a later page is there, and chosen, when the patient comes back.
          (rows) => chosen !== null && !rows.some((row) => row.id === chosen.id),
        ),
      () => void loadHours(),
    );
    if (found) showHours(found, false);
  }

  /**
   * Reads page after page.
   * @param {object} criteria
   * @param {(rows: Consultation[]) => boolean} isWanting whether those so far are not enough
   * @returns {Promise<import("../types.js").Reply | null>} the rows of all those pages, and what follows them
   */
  async function readWhile(criteria, isWanting) {
    /** @type {Consultation[]} */
    const rows = [];
    /** @type {string | null} */
    let next = null;
    do {
      const reply = await call("search", next ? { ...criteria, after: next } : criteria);
      if (!reply?.ok) return reply;
      rows.push(...reply.ok.consultations);
      next = reply.ok.next ?? null;
    } while (next && isWanting(rows));
    return { ok: { consultations: rows, next } };
  }

  async function moreHours() {
    const { day, hours } = store.get();
    if (!day || !hours?.next) return;
    const found = await load(
      "more",
      () => call("search", { ...wanted(), start_date: day, end_date: day, limit: HOURS_PAGE, after: hours.next }),
      () => void moreHours(),
    );
    const now = store.get().hours;
    if (!found || !now) return;
    const known = new Set(now.rows.map((row) => row.id));
    const fresh = found.consultations.filter((/** @type {{ id: number }} */ row) => !known.has(row.id));
    store.set({ hours: { ...now, rows: [...now.rows, ...fresh], next: found.next ?? null } });
  }

  /**
   * What is free nearest to a consultation that the patient did not get.
   * @param {Consultation} lost
   * @param {import("../types.js").Problem | null} why the patient is here: stays told when there is a list
   */
  async function loadNearest(lost, why) {
    const from = lost.date > today() ? lost.date : null;
    const isEngaged = why?.code === "TIME_CONFLICT";
    const ask = async (/** @type {object} */ wish) => {
      const criteria = { ...wish, start_date: from, end_date: null, limit: WIDE_PAGE };
      const reply = await readWhile(criteria, (rows) => !reachFarEnough(rows, lost, NEAREST));
      if (!reply?.ok) return reply;
      return { ok: nearestTo(reply.ok.consultations, lost, { count: NEAREST, isEngaged }) };
    };
    const found = await load(
      "hours",
      async () => {
        const asked = await ask(wanted());
        const { doctorId } = store.get().wish;
        if (!asked?.ok || doctorId === null || asked.ok.length >= FEW) return asked;
        return ask({ ...wanted(), doctor_id: null });
      },
      () => void loadNearest(lost, why),
    );
    if (!found) return;
    store.set({ problem: why });
    showHours({ consultations: found, next: null }, true);
  }

  /**
   * @param {{ consultations: Consultation[], next?: string | null }} found
   * @param {boolean} isNearest
   */
  function showHours(found, isNearest) {
    const { consultation } = store.get();
    store.set({
      hours: { rows: found.consultations, next: found.next ?? null, isNearest },
      consultation: found.consultations.find((row) => row.id === consultation?.id) ?? null,
    });
  }

  /** @param {State["wish"]} wish */
  function wishFor(wish) {
    const before = store.get().wish;
    if (before.specialtyId === wish.specialtyId && before.doctorId === wish.doctorId) return;
    store.set({ wish, calendar: null, day: null, hours: null, consultation: null });
  }

  return {
    loadChoices,
    loadDays,
    loadHours,
    loadNearest,
    showMonth: (/** @type {string} */ month) => void showMonth(month),
    moreHours: () => void moreHours(),
    /** @param {number | null} specialtyId */
    chooseSpecialty(specialtyId) {
      const { wish, doctors } = store.get();
      const doctor = doctors.find((one) => one.id === wish.doctorId);
      const keepsDoctor = specialtyId === null || doctor?.specialty_id === specialtyId;
      store.set({ isSpecialtyChosen: true, errors: [] });
      wishFor({ specialtyId, doctorId: keepsDoctor ? wish.doctorId : null });
    },
    /** @param {number | null} doctorId */
    chooseDoctor(doctorId) {
      wishFor({ ...store.get().wish, doctorId });
    },
    /** The search that found nothing, made wider. */
    widen() {
      const wider = widerWish(store.get());
      if (!wider) return;
      wishFor(wider);
      void loadDays();
    },
    /** @param {string} day */
    chooseDay(day) {
      const isSame = day === store.get().day;
      store.set({ errors: [], ...(isSame ? {} : { day, hours: null, consultation: null }) });
    },
    /** @param {Consultation} consultation */
    chooseHour(consultation) {
      const { wish, calendar } = store.get();
      // One of the nearest may be another doctor's: from then on, any doctor is what is looked for.
      const isWished = wish.doctorId === null || wish.doctorId === consultation.doctor_id;
      store.set({
        consultation,
        day: consultation.date,
        errors: [],
        wish: isWished ? wish : { ...wish, doctorId: null },
        calendar: isWished ? calendar : null,
      });
    },
  };
}

/**
 * @param {Pick<State, "wish" | "doctors">} state
 * @returns {State["wish"] | null} every doctor of the specialty, then every specialty; null where that was looked for
 */
export function widerWish({ wish, doctors }) {
  if (wish.specialtyId === null && wish.doctorId === null) return null;
  const colleagues = doctors.filter((one) => wish.specialtyId === null || one.specialty_id === wish.specialtyId);
  const hasOthers = wish.doctorId !== null && colleagues.length > 1;
  return hasOthers ? { ...wish, doctorId: null } : { specialtyId: null, doctorId: null };
}

/** @param {string} a @param {string} b */
const laterOf = (a, b) => (a > b ? a : b);
/** @param {string} a @param {string} b */
const earlierOf = (a, b) => (a < b ? a : b);
