// The search: specialty, doctor, day and hour. Promises: a changed answer clears only those that depend on it; a search
// without results offers a wider one.
import { SHOWN_DAYS, daysLater, shownFrom, today } from "../domain/dates.js";
import { nearestTo, reachFarEnough } from "./nearest.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Calendar} Calendar */
/** @typedef {import("../types.js").Consultation} Consultation */

const HOURS_PAGE = 60;
/** The most hours read until the afternoon is among them. */
const HOURS_READ = 240;
const NOON = "12:00";
/** The first free consultations, a page. */
const SOONEST = 12;
const NEAREST = 6;
/** Rows a page when looking for the nearest: about one day of a large hospital. */
const WIDE_PAGE = 200;
/** With fewer results for the chosen doctor, all doctors are searched. */
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

  /** Load the calendar, at the first free day or at the day chosen before. */
  async function loadDays() {
    store.set({ isSoonest: false });
    const { day, calendar: before } = store.get();
    const from = day && day >= today() ? shownFrom(day, today()) : null;
    const found = await load(
      "days",
      () => call("availability", { ...wanted(), start_date: from, end_date: null }),
      () => void loadDays(),
    );
    if (!found) return;
    const days = new Map(found.days.map((/** @type {{ date: string, free: number }} */ one) => [one.date, one.free]));
    const turned = store.get().calendar?.first; // by the patient, while this was loading
    const opening = day ?? found.days[0]?.date ?? found.next_date ?? found.start_date;
    store.set({
      calendar: {
        days,
        covered: { from: found.start_date, to: found.end_date },
        nextDate: found.next_date,
        first: turned && turned !== before?.first ? turned : shownFrom(opening, today()),
      },
    });
  }

  /** @param {string} first the Monday of five weeks */
  async function showWeeks(first) {
    const { calendar } = store.get();
    if (!calendar) return;
    store.set({ calendar: { ...calendar, first }, problem: null });
    const last = daysLater(first, SHOWN_DAYS - 1);
    const isKnown = calendar.covered.from <= laterOf(first, today()) && last <= calendar.covered.to;
    if (isKnown) return;
    const found = await load(
      "days",
      () => call("availability", { ...wanted(), start_date: first, end_date: null }),
      () => void showWeeks(first),
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

  /** What the screen of hours asks for: those of the chosen day, or the first free consultations. */
  const listed = () => {
    const { day, isSoonest } = store.get();
    return { ...wanted(), ...(isSoonest ? { limit: SOONEST } : { start_date: day, end_date: day, limit: HOURS_PAGE }) };
  };

  async function loadHours() {
    const { day, isSoonest, consultation: chosen } = store.get();
    if (!day && !isSoonest) return;
    // Up to the page with the consultation chosen before, so that it is shown as chosen; and to one of the afternoon.
    const isWanting = (/** @type {Consultation[]} */ rows) =>
      (chosen !== null && !rows.some((row) => row.id === chosen.id)) ||
      (!isSoonest && rows.length < HOURS_READ && (rows.at(-1)?.hour ?? NOON) < NOON);
    const found = await load(
      "hours",
      () => readWhile(listed(), isWanting),
      () => void loadHours(),
    );
    if (found) showHours(found, false);
  }

  /**
   * Read page after page as long as more rows are needed.
   * @param {object} criteria
   * @param {(rows: Consultation[]) => boolean} isWanting whether more rows are needed
   * @returns {Promise<import("../types.js").Reply | null>} the rows of those pages, and the cursor of the next
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
    const { hours } = store.get();
    if (!hours?.next) return;
    const found = await load(
      "more",
      () => call("search", { ...listed(), after: hours.next }),
      () => void moreHours(),
    );
    const now = store.get().hours;
    if (!found || !now) return;
    const known = new Set(now.rows.map((row) => row.id));
    const fresh = found.consultations.filter((/** @type {{ id: number }} */ row) => !known.has(row.id));
    store.set({ hours: { ...now, rows: [...now.rows, ...fresh], next: found.next ?? null } });
  }

  /**
   * Load what is free nearest to a consultation that the patient did not get.
   * @param {Consultation} lost
   * @param {import("../types.js").Problem | null} why the problem that stays on the screen above the list
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
   * Show hours; the only one of a day, or the soonest where that was asked for, is chosen already.
   * @param {{ consultations: Consultation[], next?: string | null }} found
   * @param {boolean} isNearest
   */
  function showHours({ consultations: rows, next = null }, isNearest) {
    const { consultation, isSoonest, day } = store.get();
    const isAnswered = !isNearest && (isSoonest || (rows.length === 1 && !next));
    const chosen = rows.find((row) => row.id === consultation?.id) ?? (isAnswered && rows[0]) ?? null;
    store.set({ hours: { rows, next, isNearest }, consultation: chosen || null, day: chosen ? chosen.date : day });
  }

  /** @param {State["wish"]} wish */
  function wishFor(wish) {
    const before = store.get().wish;
    if (before.specialtyId === wish.specialtyId && before.doctorId === wish.doctorId) return;
    store.set({ wish, calendar: null, day: null, hours: null, isSoonest: false, consultation: null });
  }

  return {
    loadChoices,
    loadDays,
    loadHours,
    loadNearest,
    showWeeks: (/** @type {string} */ first) => void showWeeks(first),
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
    /** Ask for the first free consultations of the specialty, with whatever doctor. */
    wishSoonest() {
      wishFor({ ...store.get().wish, doctorId: null });
      store.set({ isSoonest: true, day: null, hours: null, consultation: null });
    },
    /** Widen a search that found nothing. */
    widen() {
      const wider = widerWish(store.get());
      if (!wider) return;
      const { isSoonest } = store.get();
      wishFor(wider);
      store.set({ isSoonest });
      void (isSoonest ? loadHours() : loadDays());
    },
    /** @param {string} day */
    chooseDay(day) {
      const isSame = day === store.get().day;
      store.set({ errors: [], ...(isSame ? {} : { day, hours: null, consultation: null }) });
    },
    /** @param {Consultation} consultation */
    chooseHour(consultation) {
      const { wish, calendar } = store.get();
      // One of the nearest may be another doctor's: the search is for any doctor from then on.
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
 * @returns {State["wish"] | null} all doctors of the specialty, else all specialties; null if it was that wide
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
