// Who is it: the verbs of a patient who identifies, or comes for the first time.
import { checkBirth, checkNames, checkNumber } from "./checks.js";
import { digitsOf, grouped } from "../domain/patient-number.js";
import { nobody } from "../state.js";

/** @typedef {import("../state.js").State} State */

/** @param {import("../state.js").Identity} identity @returns {[string, string]} last name and first name, as the bridge takes them */
const namesOf = ({ lastName, firstName, isOneName }) => [lastName, isOneName ? "" : firstName];

/**
 * @param {import("../state.js").Store} store
 * @param {import("./requests.js").Requests} requests
 * @param {(screen: import("../state.js").Screen) => void} go
 * @param {() => void} back
 */
export function enteringVerbs(store, { call, load }, go, back) {
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

  /** Open the next question, or the names read back if that is where "Change" was tapped. @param {import("../state.js").Screen} next */
  const goOn = (next) => (store.get().trail.at(-1) === "confirm-name" ? back() : go(next));

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
    /** Or not, at the second tap. A name in the wrong one of the two fields is kept. */
    haveOneName() {
      const { lastName, firstName, isOneName } = store.get().identity;
      verbs.type({ isOneName: !isOneName, ...(isOneName || lastName.trim() ? {} : { lastName: firstName, firstName: "" }) });
      store.set({ errors: [] });
    },
    /** Or not, at the second tap. */
    knowNoBirthDate() {
      verbs.type({ isBirthUnknown: !store.get().identity.isBirthUnknown });
      store.set({ errors: [] });
    },
    giveName() {
      const { identity, isNew } = store.get();
      const errors = checkNames(identity, isNew);
      store.set({ errors });
      if (!errors.length) goOn(isNew ? "birth" : "number");
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
        () => call("log_in", ...namesOf(identity), digits),
        () => verbs.logIn(),
      );
    },
    giveBirthDate() {
      const { errors } = checkBirth(store.get().identity);
      store.set({ errors });
      if (!errors.length) goOn("confirm-name");
    },
    /** Take a patient number from a letter, a card or our own ticket, where one is asked. @param {string} text */
    scan(text) {
      const { screen, dialog, secondsLeft, identity } = store.get();
      if (screen !== "number" || dialog || secondsLeft !== null || !/^\s*[a-z]?[\d\s]+$/i.test(text)) return;
      store.set({ identity: { ...identity, number: grouped(text) } });
      verbs.logIn();
    },
    register() {
      const { identity } = store.get();
      const { errors, birthDate } = checkBirth(identity);
      // After "Change" and "Back", one of them may be wrong.
      const isNameWrong = checkNames(identity, true).length > 0;
      if (isNameWrong || errors.length) {
        go(isNameWrong ? "name" : "birth");
        isNameWrong ? verbs.giveName() : verbs.giveBirthDate();
        return;
      }
      void enter(
        true,
        () => call("register", ...namesOf(identity), birthDate),
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
