// Who is it: the verbs of a patient who identifies, or comes for the first time.
import { checkBirth, checkNames, checkNumber } from "../checks.js";
import { digitsOf, grouped } from "../patient-number.js";
import { nobody } from "../state.js";

/** @typedef {import("../state.js").State} State */

/**
 * @param {import("../state.js").Store} store
 * @param {import("./requests.js").Requests} requests
 * @param {(screen: import("../state.js").Screen) => void} go
 */
export function enteringVerbs(store, { call, load }, go) {
  /**
   * @param {boolean} isNew
   * @param {() => Promise<import("../types.js").Reply | null>} request
   * @param {() => void} retry
   */
  async function enter(isNew, request, retry) {
    if (store.get().waiting === "enter") return; // a second tap on the same button
    store.set({ errors: [] });
    const found = await load("enter", request, retry);
    if (!found) return;
    store.set({
      inSession: true,
      // The bridge knows who it is from here on; the page need not.
      identity: nobody(),
      questioned: "",
      newNumber: isNew ? grouped(found.patient_number) : null,
      trail: [],
    });
    go(isNew ? "new-number" : "specialty");
    store.set({ trail: [] }); // nobody goes back behind the session they are in
  }

  const verbs = {
    /** @param {boolean} isNew */
    tellWhether(isNew) {
      store.set({ isNew });
      go("name");
    },
    /** @param {Partial<State["identity"]>} changes */
    type(changes) {
      store.set({ identity: { ...store.get().identity, ...changes } });
    },
    giveName() {
      const { identity, isNew } = store.get();
      const errors = checkNames(identity);
      store.set({ errors });
      if (!errors.length) go(isNew ? "birth" : "number");
    },
    logIn() {
      const { identity, questioned } = store.get();
      const digits = digitsOf(identity.number);
      const errors = checkNumber(digits, questioned);
      if (errors.length) {
        store.set({ errors, problem: null, questioned: digits });
        return;
      }
      void enter(
        false,
        () => call("log_in", identity.lastName, identity.firstName, digits),
        () => verbs.logIn(),
      );
    },
    register() {
      const { identity } = store.get();
      const { errors, birthDate } = checkBirth(identity.birth);
      if (errors.length) {
        store.set({ errors, problem: null });
        return;
      }
      void enter(
        true,
        async () => asLost(await call("register", identity.lastName, identity.firstName, birthDate)),
        () => verbs.register(),
      );
    },
    /** The new patient has noted the number; it is shown once more on the ticket. */
    noteNumber() {
      go("specialty");
      store.set({ trail: [] });
    },
  };
  return verbs;
}

/**
 * A database that does not answer may have made the patient all the same. Tried again by itself, as what passes is,
 * each try might make one more; so it is told as an answer that was lost, and the patient decides.
 * @param {import("../types.js").Reply | null} reply
 */
const asLost = (reply) => (reply?.code === "UNAVAILABLE" ? { ...reply, code: "DISCONNECTED" } : reply);
