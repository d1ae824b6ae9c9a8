// How a verb of the journey asks the bridge, and what becomes of a refusal. Promises: an answer that comes for
// an earlier patient, or for a screen that was left, is dropped unread; a failed call leaves what was typed,
// says so, and offers a way to try again, which the booth takes by itself where waiting is all that helps.

/** @typedef {import("../types.js").Reply} Reply */
/** @typedef {import("../state.js").State} State */

/** The answers that end the session on this side too. */
const SESSION_OVER = new Set(["SESSION_EXPIRED", "NOT_LOGGED_IN"]);

/** Sending the same words again would only be refused again: the fields must change first. */
const MUST_CHANGE = new Set(["LOGIN_REFUSED", "BAD_REQUEST"]);

/** The answers that pass by themselves. */
const PASSING = new Set(["UNREACHABLE", "UNAVAILABLE", "SERVER_BUSY", "SHUTTING_DOWN"]);

/** Seconds between two tries that the booth makes by itself, where the server names no moment. */
const PAUSE = 5;

/**
 * @param {import("../state.js").Store} store
 * @param {import("../types.js").Transport} transport
 * @param {(ending: import("../state.js").Ending) => void} forget
 */
export function requests(store, transport, forget) {
  let turn = 0;

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
   * @param {(() => void) | null} retry
   * @param {{ booking?: boolean }} [what] whether it was a booking: one that was not made is tried again at a tap only
   */
  function fail(reply, retry, { booking = false } = {}) {
    const code = reply.code ?? "INTERNAL_ERROR";
    const unsure = reply.unsure ?? false;
    const again = MUST_CHANGE.has(code) && !unsure ? null : retry;
    const isAutomatic = again !== null && PASSING.has(code) && (!booking || unsure);
    const pause = Math.max(reply.retry_after ?? 0, isAutomatic ? PAUSE : 0);
    store.set({
      waiting: null,
      problem: { code, booking, unsure, notBefore: Date.now() + pause * 1000, isAutomatic, retry: again },
    });
  }

  /**
   * Asks for something that a screen shows, and gives it to the state.
   * @param {NonNullable<State["waiting"]>} waiting
   * @param {() => Promise<Reply | null>} request
   * @param {() => void} retry
   * @returns {Promise<any>} what the bridge found; undefined where it did not, or nobody waits for it any more
   */
  async function load(waiting, request, retry) {
    const mine = ++turn;
    // What is tried again stays told until there is an answer.
    store.set({ waiting });
    const reply = await request();
    if (!reply || mine !== turn) return undefined;
    if (!reply.ok) {
      fail(reply, retry);
      return undefined;
    }
    store.set({ waiting: null, problem: null });
    return reply.ok;
  }

  /** What was asked for the screen that is left now is nobody's any more. */
  function drop() {
    turn += 1;
  }

  return { call, fail, load, drop };
}
/** @typedef {ReturnType<typeof requests>} Requests */
