// How a call reaches the bridge: through pywebview in the booth's window, over HTTP in a browser.
// Promises: a call resolves to {ok} or {code} and never rejects.

/** @typedef {import("./types.js").Transport} Transport */
/** @typedef {import("./types.js").Reply} Reply */

/** @type {Reply} */
const STOPPED = { code: "BOOTH_STOPPED", then: "tap", isLost: true };

/** @type {Reply} */
const FAILED = { code: "INTERNAL_ERROR", then: "tap", isLost: true };

/** @type {Transport} */
async function overHttp(method, ...args) {
  try {
    const response = await fetch(`call/${method}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(args),
    });
    return response.ok ? await response.json() : { ...FAILED };
  } catch {
    return { ...STOPPED };
  }
}

/** @type {Transport} */
async function throughWindow(method, ...args) {
  try {
    return await /** @type {any} */ (window).pywebview.api[method](...args);
  } catch {
    return { ...FAILED };
  }
}

/**
 * Waits for the bridge and returns the way to it.
 * @returns {Promise<Transport>}
 */
export async function openTransport() {
  if (document.querySelector('meta[name="borne-transport"][content="http"]')) {
    // The token in the address has done its work: off the screen with it.
    history.replaceState(null, "", new URL("/", location.href));
    // A tab that is closed takes its patient along.
    addEventListener("pagehide", () => {
      navigator.sendBeacon("call/log_out", new Blob(["[]"], { type: "application/json" }));
    });
    return overHttp;
  }
  const { pywebview } = /** @type {any} */ (window);
  if (!pywebview?._QWebChannel) {
    await new Promise((resolve) => window.addEventListener("pywebviewready", resolve, { once: true }));
  }
  return throughWindow;
}

/** Milliseconds between two signs of life. */
const BEAT = 2000;

/** Tells the window that this page is alive, from the thread that draws it: a hung page falls silent. */
export function beatThroughWindow() {
  const { pywebview } = /** @type {any} */ (window);
  if (!pywebview?.api?.heartbeat) return;
  const beat = () => void throughWindow("heartbeat");
  beat();
  setInterval(beat, BEAT);
}
