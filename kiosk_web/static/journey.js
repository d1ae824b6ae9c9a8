// What a patient can do, from the welcome to the farewell: each verb changes the state and calls the bridge.
// No markup here, no sentence. Promises: an answer that comes for an earlier patient is dropped unread; a
// failed call leaves what was typed and a way to try again.
import { NO_DATE } from "./dates.js";
import { searchVerbs } from "./journey-search.js";
import { digitsOf } from "./patient-number.js";
import { checkIdentity, checkNewPatient } from "./checks.js";

/** @typedef {import("./types.js").Reply} Reply */
/** @typedef {import("./types.js").Transport} Transport */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {import("./state.js").State} State */
/** @typedef {ReturnType<typeof createJourney>} Journey */

/** The answers that end the session on this side too. */
const SESSION_OVER = new Set(["SESSION_EXPIRED", "NOT_LOGGED_IN"]);

/** Sending the same words again would only be refused again: the fields must change first. */
const MUST_CHANGE = new Set(["LOGIN_REFUSED", "BAD_REQUEST"]);

/**
 * @param {Store} store
 * @param {Transport} transport
 */
export function createJourney(store, transport) {
  /**
   * Calls the bridge for the patient who stands here now.
   * @param {string} method
   * @param {...unknown} args
   * @returns {Promise<Reply | null>} null where the answer is nobody's any more
   */
  async function call(method, ...args) {
    const { epoch } = store.get();
    const reply = await transport(method, ...args);
    if (store.get().epoch !== epoch) return null;
    if (reply.code && SESSION_OVER.has(reply.code) && store.get().inSession) {
      forget(reply.unsure ? "unsure" : "expired");
      return null;
    }
    return reply;
  }

  /**
   * Tells what went wrong and how to try again.
   * @param {Reply} reply
   * @param {import("./types.js").Problem["place"]} place
   * @param {(() => void) | null} retry
   * @param {boolean} [booking]
   */
  function fail(reply, place, retry, booking = false) {
    store.set({
      waiting: null,
      problem: {
        code: reply.code ?? "INTERNAL_ERROR",
        place,
        booking,
        unsure: reply.unsure ?? false,
        notBefore: Date.now() + (reply.retry_after ?? 0) * 1000,
        retry: MUST_CHANGE.has(reply.code ?? "") && !reply.unsure ? null : retry,
      },
    });
  }

  /** @param {State["notice"]} notice */
  function forget(notice) {
    store.reset({ epoch: store.get().epoch + 1, notice });
  }

  /** @param {State["screen"]} screen */
  function show(screen) {
    store.set({ screen, dialog: null, problem: null, errors: [], notice: null });
  }

  const search = searchVerbs(store, call, fail);

  /**
   * @param {() => Promise<Reply | null>} request
   * @param {() => void} retry
   * @param {(number: number) => Partial<State>} next
   */
  async function enter(request, retry, next) {
    if (store.get().waiting) return; // a second tap on the same button
    store.set({ waiting: "enter", problem: null, errors: [] });
    const reply = await request();
    if (!reply) return;
    if (!reply.ok) {
      fail(reply, "form", retry);
      return;
    }
    store.set({
      waiting: null,
      inSession: true,
      // The bridge knows who it is from here on; the page need not.
      identity: { lastName: "", firstName: "", number: "", birth: NO_DATE },
      questioned: "",
      ...next(reply.ok.patient_number),
    });
    void search.begin();
  }

  const journey = {
    ...search,
    show,
    /** @param {Partial<State["identity"]>} changes */
    type(changes) {
      store.set({ identity: { ...store.get().identity, ...changes } });
    },
    logIn() {
      const { identity, questioned } = store.get();
      const digits = digitsOf(identity.number);
      const errors = checkIdentity(identity, questioned);
      if (errors.length) {
        store.set({ errors, problem: null, questioned: digits });
        return;
      }
      const again = () => journey.logIn();
      void enter(
        () => call("log_in", identity.lastName, identity.firstName, digits),
        again,
        () => ({ screen: "search" }),
      );
    },
    register() {
      const { identity } = store.get();
      const { errors, birthDate } = checkNewPatient(identity);
      if (errors.length) {
        store.set({ errors, problem: null });
        return;
      }
      const again = () => journey.register();
      void enter(
        () => call("register", identity.lastName, identity.firstName, birthDate),
        again,
        (number) => ({ screen: "number", newNumber: number }),
      );
    },
    /** The new patient has noted the number: it need not stay on the screen. */
    numberNoted() {
      store.set({ newNumber: null, screen: "search" }); // what went wrong meanwhile is told there
    },
    /** Forgets the patient at once; the bridge ends the session meanwhile. */
    logOut() {
      forget(store.get().problem?.unsure ? "unsure" : "logged-out");
      void transport("log_out");
    },
    /** From the first screens back to the welcome, forgetting what was typed. */
    startOver() {
      forget(null);
      void transport("log_out");
    },
  };
  return journey;
}
