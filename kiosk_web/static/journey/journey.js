// A patient's actions, from the attract screen to the end: each changes the state and may call the bridge. Here:
// navigation, language, look, leaving; the rest is in entering.js, searching.js and booking.js. No markup and no text.
// Promises: Back and Change keep every answer that is still valid; leaving forgets everything.
import { useLanguage } from "../i18n.js";
import { bookingVerbs } from "./booking.js";
import { enteringVerbs } from "./entering.js";
import { requests } from "./requests.js";
import { searchingVerbs } from "./searching.js";
import { QUESTIONS, isReasonGiven, nextQuestion } from "./steps.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../state.js").Screen} Screen */
/** @typedef {ReturnType<typeof createJourney>} Journey */

/**
 * @param {import("../state.js").Store} store
 * @param {import("../types.js").Transport} transport
 * @param {import("../types.js").Configuration} configuration
 */
export function createJourney(store, transport, configuration) {
  const asking = requests(store, transport, forget);

  /** What each screen loads when it opens. @type {Partial<Record<Screen, () => void>>} */
  const opening = {
    specialty: () => void searching.loadChoices(),
    day: () => void searching.loadDays(),
    hour: () => void searching.loadHours(),
    bookings: () => void booking.loadBookings(),
  };

  /**
   * @param {Screen} screen
   * @param {Screen[]} trail
   * @param {boolean} isLoading
   */
  function open(screen, trail, isLoading) {
    asking.drop();
    store.set({ screen, trail, dialog: null, problem: null, errors: [], waiting: null });
    if (isLoading) opening[screen]?.();
  }

  /**
   * @param {Screen} screen
   * @param {{ isLoading?: boolean }} [how]
   */
  function go(screen, { isLoading = true } = {}) {
    const { trail, screen: here } = store.get();
    open(screen, [...trail, here], isLoading);
  }

  /** Begin a new state. @param {Partial<State>} changes */
  function clear(changes) {
    asking.drop();
    store.reset({ epoch: store.get().epoch + 1, ...changes });
    dropLastMatch();
  }

  /**
   * Forget the patient; only language and look remain, for the farewell.
   * @param {import("../state.js").Ending} ending
   */
  function forget(ending) {
    const { language, look } = store.get();
    clear({ screen: "ended", ending, language, look });
  }

  /** Forget everything, language and look included, and show the attract screen. */
  function wipe() {
    clear({});
    useLanguage(store.get().language);
    void transport("log_out");
  }

  /** @param {import("../types.js").Language} code */
  function speak(code) {
    useLanguage(code);
    store.set({ language: code });
    if (store.get().screen === "booked") void booking.drawCalendarCode(); // in the new language
  }

  function logOut() {
    forget(isInDoubt(store.get()) ? "unsure" : "goodbye");
    void transport("log_out");
  }

  const searching = searchingVerbs(store, asking);
  const booking = bookingVerbs(store, asking, { go, loadNearest: searching.loadNearest }, configuration);
  const entering = enteringVerbs(store, asking, go, back);

  /** Continue: open the next question, or ask for the answer to this one. */
  function proceed() {
    const state = store.get();
    if (hasNothingToChooseFrom(state)) return; // the problem and its way out stay
    if (state.screen === "reason" && !booking.checkReason()) return;
    if (state.screen === "specialty" && !state.isSpecialtyChosen) return need("specialty-0", "check-specialty");
    if (state.screen === "day" && !state.day) return need("calendar", "check-day");
    if (state.screen === "hour" && !state.consultation) return need("hour-0", "check-hour");
    const next = nextQuestion(state);
    go(next);
    // From the check screen, Back goes through the questions one by one.
    if (next === "check") store.set({ kept: null, trail: QUESTIONS.slice(0, -1).map((question) => question.screen) });
  }

  /** From the specialty to the first free consultations in one tap. */
  function soonest() {
    if (!store.get().isSpecialtyChosen) return need("specialty-0", "check-specialty");
    searching.wishSoonest();
    go("hour");
  }

  /**
   * @param {string} field
   * @param {string} message
   */
  function need(field, message) {
    store.set({ errors: [{ field, message }] });
  }

  function back() {
    const { trail, kept, consultation, reason, screen, isNew, identity, inSession, waiting } = store.get();
    if (waiting === "enter") void transport("log_out"); // the login under way must not outlive this screen
    if (screen === "who" && !inSession && !isNew && !identity.lastName && !identity.firstName) return wipe();
    const target = trail.at(-1);
    if (!target || target === "attract" || target === "ended") {
      store.set({ dialog: "leave" });
      return;
    }
    // Back to the check screen without a new answer: the old one is restored.
    if (target === "check" && kept) {
      const asked = { ...(consultation ? {} : kept), reason: isReasonGiven(reason) ? reason : kept.reason };
      store.set({ ...asked, kept: null });
    }
    open(target, trail.slice(0, -1), true);
  }

  return {
    ...searching,
    ...booking,
    ...entering,
    go,
    back,
    proceed,
    soonest,
    logOut,
    wipe,
    /** @param {import("../types.js").Language} code */
    begin(code) {
      speak(code);
      go("who");
    },
    speak,
    /** @param {Partial<State["look"]>} changes */
    look(changes) {
      store.set({ look: { ...store.get().look, ...changes } });
    },
    /** Open one question from the check screen, keeping the other answers. @param {Screen} screen */
    change(screen) {
      const { wish, isSpecialtyChosen, day, consultation, hours, calendar, reason } = store.get();
      go(screen);
      store.set({ kept: { wish, isSpecialtyChosen, day, consultation, hours, calendar, reason } });
    },
    /**
     * @param {NonNullable<State["dialog"]>} dialog
     * @param {boolean} [isByKeys]
     */
    openDialog(dialog, isByKeys = false) {
      store.set({ dialog, isByKeys });
    },
    closeDialog() {
      store.set({ dialog: null });
    },
    /** Start over: after a goodbye at the attract screen (somebody else comes), else at the first question, with the same look. */
    startAgain() {
      const { language, look, ending } = store.get();
      if (ending === "goodbye") return wipe();
      clear({ screen: "who", language, look });
    },
    /** @param {number | null} secondsLeft @param {boolean} [isOverdue] */
    warn(secondsLeft, isOverdue = false) {
      store.set({ secondsLeft, isOverdue });
    },
    /** End the session of a patient who left without answering the idle warning. */
    endAbandoned() {
      if (isInDoubt(store.get()))
        logOut(); // the farewell tells whoever is left about the booking
      else wipe();
    },
    /** @param {string} code @returns {Promise<import("../types.js").Reply>} */
    staffExit: (code) => transport("staff_exit", code),
  };
}

/** @param {State} state @returns {boolean} whether a booking is under way, or its outcome unknown */
function isInDoubt({ problem, waiting }) {
  return problem?.unsure === true || waiting === "book";
}

/** @param {State} state @returns {boolean} whether its screen has nothing to choose from, yet or at all */
function hasNothingToChooseFrom({ screen, specialties, calendar, hours }) {
  if (screen === "specialty") return specialties.length === 0;
  if (screen === "day") return !calendar || (calendar.days.size === 0 && calendar.nextDate === null);
  return screen === "hour" && !hours?.rows.length;
}

/** Clear `RegExp.input`, in which JavaScript keeps the text of the last match. */
function dropLastMatch() {
  /^/.test("");
}
