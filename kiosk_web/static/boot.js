// Runs before everything else, as a classic script: what must be in place before pywebview injects its object.

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

// The booth is no browser: no menu, no dragging, no zoom.
for (const kind of ["contextmenu", "dragstart", "drop", "dragover"]) {
  window.addEventListener(kind, (event) => event.preventDefault());
}
window.addEventListener(
  "wheel",
  (event) => {
    if (event.ctrlKey) event.preventDefault();
  },
  { passive: false },
);

// Qt answers a refused `window.open` by losing the page; nothing here opens windows.
window.open = () => null;
