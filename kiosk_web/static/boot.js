// Runs before everything else, as a classic script: what must be in place before pywebview injects its
// object, and what a booth's page does not do. In the window Qt closes the same doors once more
// (kiosk_web/lockdown.py); here they are closed for the browser mode too.

// pywebview builds the functions of its api with `new Function`, which the page's policy forbids. This
// stands in for that builder, with closures; the calls themselves stay pywebview's.
(() => {
  /** @type {any} */
  let injected;
  Object.defineProperty(window, "pywebview", {
    configurable: true,
    get: () => injected,
    set: (value) => {
      injected = value;
      injected._createApi = (/** @type {{func: string}[]} */ methods) => {
        for (const { func } of methods) {
          injected._returnValuesCallbacks[func] = {};
          injected.api[func] = (/** @type {unknown[]} */ ...args) => {
            const id = crypto.randomUUID();
            const answer = new Promise((resolve, reject) => injected._checkValue(func, resolve, reject, id));
            injected._jsApiCallback(func, args, id);
            return answer;
          };
        }
      };
    },
  });
})();

// The booth is no browser. Everything is heard first, on the way down, and not passively.
(() => {
  /**
   * @template {Event} E
   * @param {string[]} kinds
   * @param {(event: E) => boolean} isRefused
   */
  function refuse(kinds, isRefused, { isHidden = false } = {}) {
    const listener = (/** @type {Event} */ event) => {
      if (!isRefused(/** @type {E} */ (event))) return;
      event.preventDefault();
      if (isHidden) event.stopImmediatePropagation();
    };
    for (const kind of kinds) window.addEventListener(kind, listener, { capture: true, passive: false });
  }

  /** @param {EventTarget | null} target */
  const isField = (target) => target instanceof Element && target.closest("input, textarea") !== null;

  // No menu, nothing dragged in or about, nothing taken along or pasted, no file.
  refuse(["contextmenu", "dragstart", "dragenter", "dragover", "drop", "copy", "cut", "paste"], () => true);
  // Text is selected where it is typed, or it could not be corrected; nowhere else.
  refuse(["selectstart"], ({ target }) => {
    return !isField(target instanceof Element ? target : (/** @type {Node} */ (target).parentElement));
  });

  // Two fingers, two taps and the wheel with a key held do not zoom. No listener for the fingers: every
  // scroll would have to wait for it.
  document.documentElement.style.setProperty("touch-action", "pan-x pan-y");
  refuse(["wheel"], (/** @type {WheelEvent} */ event) => event.ctrlKey);

  // Only the first button does anything: the others open, paste, scroll and go back.
  refuse(["mousedown", "mouseup", "auxclick"], (/** @type {MouseEvent} */ event) => event.button !== 0);
  // A link leads to a place on this page; anywhere else there is no way back from. With a key held, even
  // such a one would open in another window, or be saved.
  refuse(["click", "auxclick"], (/** @type {MouseEvent} */ event) => {
    const link = event.target instanceof Element ? event.target.closest("[href]") : null;
    const leads = link !== null && !link.getAttribute("href")?.startsWith("#");
    return leads || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
  });

  // A held key does not repeat: a tremor or a leaning arm would fill a field, or press a button again.
  refuse(["keydown"], (/** @type {KeyboardEvent} */ event) => event.repeat, { isHidden: true });

  // Nothing may ask whether the page is to be left: the question would stay for the next patient.
  window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true });

  // Windows and questions of the browser's own. pywebview puts an `alert` of its own here, of Qt's.
  const nothing = { open: () => null, alert() {}, confirm: () => false, prompt: () => null, print() {} };
  for (const [name, value] of Object.entries(nothing)) {
    Object.defineProperty(window, name, { get: () => value, set() {} });
  }
})();
