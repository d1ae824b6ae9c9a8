// What a patient can do, from the invitation to the farewell: each verb changes the state and calls the bridge.
// Here: the way from screen to screen, language and look, leaving. In journey/: who it is, the search, the booking.
// No markup, no sentence. Promises: Back and Change lose nothing that still holds; leaving forgets everything.
import { useLanguage } from "./i18n.js";
import { bookingVerbs } from "./journey/booking.js";
import { enteringVerbs } from "./journey/entering.js";
import { requests } from "./journey/requests.js";
import { searchingVerbs } from "./journey/searching.js";
import { QUESTIONS, isReasonGiven, nextQuestion } from "./journey/steps.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Screen} Screen */
/** @typedef {ReturnType<typeof createJourney>} Journey */

/**
 * @param {import("./state.js").Store} store
 * @param {import("./types.js").Transport} transport
 * @param {import("./types.js").Configuration} configuration
 */
export function createJourney(store, transport, configuration) {
  const asking = requests(store, transport, forget);

  /** What a screen asks the bridge for when it opens. @type {Partial<Record<Screen, () => void>>} */
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

  /**
   * Ends the session on this side: nothing of it is left but the language and the look, for the last words.
   * @param {import("./state.js").Ending} ending
   */
  function forget(ending) {
    const { epoch, language, look } = store.get();
    asking.drop();
    store.reset({ epoch: epoch + 1, screen: "ended", ending, language, look });
    dropLastMatch();
  }

  /** Back to the invitation: the language and the look go, too. */
  function wipe() {
    const { epoch } = store.get();
    asking.drop();
    store.reset({ epoch: epoch + 1 });
    useLanguage(store.get().language);
    dropLastMatch();
    void transport("log_out");
  }

  function logOut() {
    forget(isInDoubt(store.get()) ? "unsure" : "goodbye");
    void transport("log_out");
  }

  const searching = searchingVerbs(store, asking);
  const booking = bookingVerbs(store, asking, { go, loadNearest: searching.loadNearest }, configuration);
  const entering = enteringVerbs(store, asking, go);

  /** Continue: the next question, where this one is answered. */
  function proceed() {
    const state = store.get();
    if (hasNothingToChooseFrom(state)) return; // what is wrong, and its way on, stay told
    if (state.screen === "reason" && !booking.checkReason()) return;
    if (state.screen === "specialty" && !state.isSpecialtyChosen) return need("specialty-0", "check-specialty");
    if (state.screen === "day" && !state.day) return need("calendar", "check-day");
    if (state.screen === "hour" && !state.consultation) return need("hour-0", "check-hour");
    const next = nextQuestion(state);
    go(next);
    // On the check screen every answer stands: from here on, Back goes through the questions one by one.
    if (next === "check") store.set({ kept: null, trail: QUESTIONS.slice(0, -1).map((question) => question.screen) });
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
    if (waiting === "enter") void transport("log_out"); // nobody is let in behind the patient's back
    if (screen === "who" && !inSession && !isNew && !identity.lastName && !identity.firstName) return wipe();
    const target = trail.at(-1);
    if (!target || target === "attract" || target === "ended") {
      store.set({ dialog: "leave" });
      return;
    }
    // Back to the check screen without an answer to what was to be changed: the old answer stands.
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
    logOut,
    wipe,
    /** @param {import("./types.js").Language} code */
    begin(code) {
      useLanguage(code);
      store.set({ language: code });
      go("who");
    },
    /** @param {import("./types.js").Language} code */
    speak(code) {
      useLanguage(code);
      store.set({ language: code });
      if (store.get().screen === "booked") void booking.drawTicket(); // in the new language
    },
    /** @param {Partial<State["look"]>} changes */
    look(changes) {
      store.set({ look: { ...store.get().look, ...changes } });
    },
    /** Leads from the check screen to one answer, and keeps the others. @param {Screen} screen */
    change(screen) {
      const { wish, isSpecialtyChosen, day, consultation, hours, calendar, reason } = store.get();
      go(screen);
      store.set({ kept: { wish, isSpecialtyChosen, day, consultation, hours, calendar, reason } });
    },
    /** @param {NonNullable<State["dialog"]>} dialog */
    openDialog(dialog) {
      store.set({ dialog });
    },
    closeDialog() {
      store.set({ dialog: null });
    },
    /** After a goodbye, whoever begins is somebody else: from the invitation on. Else it is the one who stands here. */
    startAgain() {
      const { epoch, language, look, ending } = store.get();
      if (ending === "goodbye") return wipe();
      store.reset({ epoch: epoch + 1, screen: "who", language, look });
    },
    /** @param {number | null} secondsLeft */
    warn(secondsLeft) {
      store.set({ secondsLeft });
    },
    /** Nobody answered the warning. */
    leaveAlone() {
      if (isInDoubt(store.get())) logOut(); // the doubt is told a little longer
      else wipe();
    },
    /** @param {string} code @returns {Promise<import("./types.js").Reply>} */
    staffExit: (code) => transport("staff_exit", code),
  };
}

/** @param {State} state @returns {boolean} whether a booking is on its way, or nobody knows what became of it */
function isInDoubt({ problem, waiting }) {
  return problem?.unsure === true || waiting === "book";
}

/** @param {State} state @returns {boolean} whether its screen still waits for the answers, or has none */
function hasNothingToChooseFrom({ screen, specialties, calendar, hours }) {
  if (screen === "specialty") return specialties.length === 0;
  if (screen === "day") return !calendar || (calendar.days.size === 0 && calendar.nextDate === null);
  return screen === "hour" && !hours?.rows.length;
}

/** JavaScript keeps the text of the latest search for as long as there is no later one (`RegExp.input`). */
function dropLastMatch() {
  /^/.test("");
}
