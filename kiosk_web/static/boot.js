// Runs first, as a classic script: what must be in place before pywebview injects its object, and what a kiosk must not
// allow (menus, drag and drop, zoom, other windows). In the booth's window Qt forbids the same once more
// (kiosk_web/window/lockdown.py); this covers browser mode too.

// pywebview builds its API functions with `new Function`, which the page's Content-Security-Policy forbids. This
// replaces that builder with closures; the calls themselves stay pywebview's.
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

// The kiosk's restrictions. Each listener is capturing, so that it runs first, and not passive, so that it can cancel.
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

  // No context menu, no drag and drop, no clipboard.
  refuse(["contextmenu", "dragstart", "dragenter", "dragover", "drop", "copy", "cut", "paste"], () => true);
  // Text can be selected in fields only, where patients need it to correct what they typed.
  refuse(["selectstart"], ({ target }) => {
    return !isField(target instanceof Element ? target : /** @type {Node} */ (target).parentElement);
  });

  // No zoom by pinch, double tap or Ctrl+wheel. CSS stops the touches: a touch listener would delay every scroll.
  document.documentElement.style.setProperty("touch-action", "pan-x pan-y");
  refuse(["wheel"], (/** @type {WheelEvent} */ event) => event.ctrlKey);

  // Only the primary mouse button works: the others open menus, paste, scroll and go back.
  refuse(["mousedown", "mouseup", "auxclick"], (/** @type {MouseEvent} */ event) => event.button !== 0);
  // Only links within the page are followed: there is no way back from elsewhere. With a modifier key, even those would
  // open in a new window, or be saved.
  refuse(["click", "auxclick"], (/** @type {MouseEvent} */ event) => {
    const link = event.target instanceof Element ? event.target.closest("[href]") : null;
    const leads = link !== null && !link.getAttribute("href")?.startsWith("#");
    return leads || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
  });

  // No auto-repeat: a tremor or a leaning arm would fill a field, or press a button again.
  refuse(["keydown"], (/** @type {KeyboardEvent} */ event) => event.repeat, { isHidden: true });

  // No "Leave this page?" dialog: it would stay for the next patient.
  window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true });

  // No pop-up windows and no browser dialogs. pywebview defines an `alert` of its own here, a Qt dialog.
  const nothing = { open: () => null, alert() {}, confirm: () => false, prompt: () => null, print() {} };
  for (const [name, value] of Object.entries(nothing)) {
    Object.defineProperty(window, name, { get: () => value, set() {} });
  }
})();
