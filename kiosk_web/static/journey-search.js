// Looking for a free consultation and booking it. Promises: the choice in the table stays while its row is
// there, whatever is loaded or searched again; a search that finds nothing looks further by itself.
import { checkRange } from "./checks.js";
import { daysLater, readDate, today } from "./dates.js";
import { openCriteria } from "./state.js";

/** @typedef {import("./types.js").Reply} Reply */
/** @typedef {import("./types.js").Results} Results */
/** @typedef {import("./state.js").Criteria} Criteria */

const PAGE = 20;
const LARGEST_PAGE = 200;

/** The answers after which the list on the screen is no longer true. */
const LIST_IS_OLD = new Set(["NOT_AVAILABLE", "TIME_CONFLICT"]);

/**
 * @param {import("./state.js").Store} store
 * @param {(method: string, ...args: unknown[]) => Promise<Reply | null>} call
 * @param {(reply: Reply, place: "results" | "dialog", retry: (() => void) | null, booking?: boolean) => void} fail
 */
export function searchVerbs(store, call, fail) {
  let latest = 0; // only the answer to the latest search counts

  /** Loads what the criteria offer, then the first free consultations. */
  async function begin() {
    store.set({ waiting: "search", problem: null });
    const specialties = await call("specialties");
    if (!specialties) return;
    const doctors = specialties.ok ? await call("doctors") : specialties;
    if (!doctors) return;
    if (!doctors.ok) {
      fail(doctors, "results", begin);
      return;
    }
    store.set({ specialties: specialties.ok.specialties, doctors: doctors.ok.doctors });
    await run();
  }

  /** Searches with the criteria as they stand; what was told about a problem stays until it is answered. */
  async function run() {
    const mine = ++latest;
    const { criteria, results } = store.get();
    const limit = Math.min(LARGEST_PAGE, Math.max(PAGE, results?.rows.length ?? 0));
    store.set({ waiting: "search" });
    /** @type {Results} */
    let found = { rows: [], next: null, widened: "none" };
    for (const { widened, wanted } of attempts(criteria)) {
      const reply = await call("search", { ...wanted, limit });
      if (!reply || mine !== latest) return;
      if (!reply.ok) {
        // What became of a booking is the graver news: it is not replaced by a list that would not load.
        if (store.get().problem?.booking) store.set({ waiting: null });
        else fail(reply, "results", search);
        return;
      }
      found = { rows: reply.ok.consultations, next: reply.ok.next ?? null, widened };
      if (found.rows.length) break;
    }
    const { selected } = store.get();
    store.set({
      waiting: null,
      results: found,
      selected: found.rows.find((row) => row.id === selected?.id) ?? null,
    });
  }

  function search() {
    store.set({ problem: null });
    void (store.get().specialties.length ? run() : begin());
  }

  async function more() {
    const { results, criteria, waiting } = store.get();
    if (!results?.next || waiting) return;
    const mine = ++latest;
    store.set({ waiting: "more", problem: null });
    const wanted = attempts(criteria).find((attempt) => attempt.widened === results.widened)?.wanted;
    const reply = await call("search", { ...wanted, limit: PAGE, after: results.next });
    if (!reply || mine !== latest) return;
    if (!reply.ok) {
      fail(reply, "results", () => void more());
      return;
    }
    const known = new Set(results.rows.map((row) => row.id));
    const fresh = reply.ok.consultations.filter((/** @type {{ id: number }} */ row) => !known.has(row.id));
    store.set({
      waiting: null,
      results: { ...results, rows: [...results.rows, ...fresh], next: reply.ok.next ?? null },
    });
  }

  async function book() {
    const { selected, reason, waiting, problem } = store.get();
    if (!selected || waiting) return;
    if (!reason.trim()) {
      store.set({ errors: [{ field: "reason", message: "check-reason" }], problem: null });
      return;
    }
    // While a doubtful booking is verified, the page goes on saying that it is in doubt.
    store.set({ waiting: "book", problem: problem?.unsure ? problem : null, errors: [] });
    const reply = await call("book", selected.id, reason);
    if (!reply) return;
    if (reply.ok) {
      store.set({
        waiting: null,
        screen: "booked",
        dialog: null,
        problem: null,
        booked: selected,
        selected: null,
        results: null,
        reason: "",
      });
    } else if (reply.code && LIST_IS_OLD.has(reply.code)) {
      store.set({ dialog: null, selected: null });
      fail(reply, "results", null, true);
      await run();
    } else {
      fail(reply, "dialog", () => void book(), true);
    }
  }

  return {
    begin,
    search,
    more: () => void more(),
    book: () => void book(),
    /** @param {import("./types.js").Consultation} consultation */
    select(consultation) {
      store.set({ selected: consultation });
    },
    /** @param {import("./state.js").State["dialog"]} dialog */
    openDialog(dialog) {
      const { selected, waiting } = store.get();
      if (dialog === "reason") {
        if (!selected) return;
        latest += 1; // a search still on its way is not waited for: the choice is made
        if (waiting) store.set({ waiting: null });
      }
      store.set({ dialog, errors: [], ...(dialog === "reason" ? { problem: null } : {}) });
    },
    closeDialog() {
      if (store.get().waiting === "book") return; // a booking on its way is waited for
      const { problem } = store.get();
      store.set({ dialog: null, errors: [], problem: problem?.place === "dialog" ? null : problem });
    },
    /** @param {number | null} specialtyId */
    chooseSpecialty(specialtyId) {
      const { criteria, doctors } = store.get();
      const doctor = doctors.find((one) => one.id === criteria.doctorId);
      const keepsDoctor = !specialtyId || doctor?.specialty_id === specialtyId;
      store.set({
        criteria: { ...criteria, specialtyId, doctorId: keepsDoctor ? criteria.doctorId : null },
        dialog: null,
      });
      search();
    },
    /** @param {number | null} doctorId */
    chooseDoctor(doctorId) {
      store.set({ criteria: { ...store.get().criteria, doctorId }, dialog: null });
      search();
    },
    /** @param {import("./types.js").When} when */
    chooseWhen(when) {
      store.set({ criteria: { ...store.get().criteria, when }, errors: [] });
      if (when === "range") return; // the fields open; `confirmRange` searches
      store.set({ dialog: null });
      search();
    },
    /** @param {Partial<Criteria>} changes */
    typeRange(changes) {
      store.set({ criteria: { ...store.get().criteria, ...changes } });
    },
    confirmRange() {
      const errors = checkRange(store.get().criteria);
      store.set({ errors });
      if (errors.length) return;
      store.set({ dialog: null });
      search();
    },
    /** Every doctor, every specialty, from now on. */
    widen() {
      store.set({ criteria: openCriteria() });
      search();
    },
    /** @param {string} reason */
    typeReason(reason) {
      store.set({ reason });
    },
    bookAnother() {
      store.set({ screen: "search", booked: null, problem: null });
      void begin();
    },
  };
}

/**
 * The searches to try in turn until one finds something: as asked, then on any day, then with any doctor of
 * the same specialty.
 * @param {Criteria} criteria
 */
function attempts(criteria) {
  const asked = {
    specialty_id: criteria.specialtyId,
    doctor_id: criteria.doctorId,
    ...days(criteria),
  };
  /** @type {{ widened: Results["widened"], wanted: typeof asked }[]} */
  const list = [{ widened: "none", wanted: asked }];
  const anyDay = { ...asked, start_date: asked.start_date, end_date: null };
  if (asked.end_date) list.push({ widened: "dates", wanted: anyDay });
  if (asked.doctor_id) list.push({ widened: "doctor", wanted: { ...anyDay, doctor_id: null } });
  return list;
}

/**
 * @param {Criteria} criteria
 * @returns {{ start_date: string | null, end_date: string | null }}
 */
function days(criteria) {
  switch (criteria.when) {
    case "week":
      return { start_date: null, end_date: daysLater(today(), 7) };
    case "month":
      return { start_date: null, end_date: daysLater(today(), 30) };
    case "range":
      return { start_date: readDate(criteria.from), end_date: readDate(criteria.to) };
    default:
      return { start_date: null, end_date: null };
  }
}
