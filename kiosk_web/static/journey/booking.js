// The reason, the booking itself, the proof to take along, and the consultations to come. Promises: what became
// of a booking is never guessed; a consultation that went to somebody else leads to the nearest free ones.
import { tIn } from "../i18n.js";
import { calendarEntry, printedTicket } from "./proof.js";
import { nothingChosen } from "../state.js";
import { isReasonGiven } from "./steps.js";

/** @typedef {import("../state.js").State} State */

/** Where Back leads from the hours, once the check screen is left for them. */
const BEFORE_HOUR = new Set(["specialty", "doctor", "day"]);

/**
 * @param {import("../state.js").Store} store
 * @param {import("./requests.js").Requests} requests
 * @param {object} way
 * @param {(screen: import("../state.js").Screen, how?: { isLoading?: boolean }) => void} way.go
 * @param {(lost: import("../types.js").Consultation, why: import("../types.js").Problem | null) => Promise<void>} way.loadNearest
 * @param {import("../types.js").Configuration} configuration
 */
export function bookingVerbs(store, { call, fail, load }, { go, loadNearest }, configuration) {
  /** A tapped reason is written in the hospital's language, whatever the patient's: the doctor reads it. */
  function reasonWords() {
    const { choice, words } = store.get().reason;
    return choice && choice !== "own" ? tIn(configuration.language, choice) : words;
  }

  async function book() {
    const { consultation, waiting, problem, trail, reason } = store.get();
    if (!consultation || waiting === "book" || !isReasonGiven(reason)) return;
    // While a doubtful booking is verified, the page goes on saying that it is in doubt.
    store.set({ waiting: "book", problem: problem?.unsure ? problem : null, errors: [] });
    const reply = await call("book", consultation.id, reasonWords());
    if (!reply) return;
    if (reply.isLost) reply.unsure = true; // it may have been made: only the bridge can say that it was not
    if (reply.ok) {
      store.set({ waiting: null, problem: null, booked: consultation, ...nothingChosen(), calendarCode: null, printing: "no" });
      go("booked");
      store.set({ trail: [] });
      await drawCalendarCode();
    } else if (reply.then === "choose") {
      const { wish, isSpecialtyChosen, day, calendar } = store.get();
      go("hour", { isLoading: false });
      // Everything else stands: the next tap on Continue leads straight back to the check screen.
      const kept = { wish, isSpecialtyChosen, day, calendar, reason, hours: null, consultation: null };
      store.set({ consultation: null, hours: null, kept, trail: trail.filter((screen) => BEFORE_HOUR.has(screen)) });
      fail(reply, null, { booking: true });
      await loadNearest(consultation, store.get().problem);
    } else {
      fail(reply, () => void book(), { booking: true });
    }
  }

  /** The QR code is a convenience: without it the screen says all the same. */
  async function drawCalendarCode() {
    const { booked } = store.get();
    if (!booked) return;
    const reply = await call("calendar_code", calendarEntry(booked));
    if (!reply || store.get().booked !== booked) return;
    store.set({ calendarCode: reply.ok ?? store.get().calendarCode ?? "failed" });
  }

  async function print() {
    const { booked, printing } = store.get();
    if (!booked || printing === "printing" || printing === "unconfirmed") return;
    store.set({ printing: "printing" });
    const reply = await call("print_ticket", printedTicket(booked, configuration));
    if (!reply || store.get().booked !== booked) return;
    // A ticket that may have come out, or may still come, is not sent again.
    const mayComeOut = reply.unsure || reply.isLost;
    store.set({ printing: reply.ok ? "printed" : mayComeOut ? "unconfirmed" : "failed" });
  }

  async function loadBookings() {
    const found = await load(
      "bookings",
      () => call("bookings"),
      () => void loadBookings(),
    );
    if (found) store.set({ bookings: found.bookings });
  }

  return {
    drawCalendarCode,
    book: () => void book(),
    print: () => void print(),
    loadBookings,
    /** @param {Partial<State["reason"]>} changes */
    giveReason(changes) {
      store.set({ reason: { ...store.get().reason, ...changes }, errors: [] });
    },
    /** @returns {boolean} whether there is one; else the screen asks for it */
    checkReason() {
      if (isReasonGiven(store.get().reason)) return true;
      const { choice } = store.get().reason;
      const error =
        choice === "own" ? { field: "reason", message: "check-reason-words" } : { field: "reason-0", message: "check-reason" };
      store.set({ errors: [error], problem: null });
      return false;
    },
    bookAnother() {
      store.set({ booked: null, calendarCode: null, printing: "no" });
      go("specialty");
      store.set({ trail: [] });
    },
  };
}
