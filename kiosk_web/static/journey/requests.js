// How the journey calls the bridge, and what a refusal does to the screen; the bridge says what happens `then`
// (kiosk_web/calls/outcomes.py). Promises: an answer that comes for an earlier patient, or for a screen that was
// left, is dropped; a failed call leaves what was typed, says so, and offers a way to try again.

/** @typedef {import("../types.js").Reply} Reply */
/** @typedef {import("../state.js").State} State */

/** Seconds between two tries that the booth makes by itself, where the server gives no time. */
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
   * @returns {Promise<Reply | null>} null where nobody waits for the answer any more
   */
  async function call(method, ...args) {
    const { epoch } = store.get();
    const reply = await transport(method, ...args);
    if (store.get().epoch !== epoch) return null;
    if (reply.then === "over") {
      forget(reply.unsure ? "unsure" : "expired");
      return null;
    }
    return reply;
  }

  /**
   * Says what went wrong and how to try again.
   * @param {Reply} reply
   * @param {(() => void) | null} retry
   * @param {{ booking?: boolean }} [what] whether it was a booking
   */
  function fail(reply, retry, { booking = false } = {}) {
    const { code = "INTERNAL_ERROR", then, retry_after = 0, unsure = false } = reply;
    const isAutomatic = then === "again";
    const pause = Math.max(retry_after, isAutomatic ? PAUSE : 0);
    const notBefore = Date.now() + pause * 1000;
    store.set({
      waiting: null,
      problem: { code, booking, unsure, notBefore, isAutomatic, retry: then === "change" ? null : retry },
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
