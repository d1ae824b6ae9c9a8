// Starts the page: connects to the bridge, loads the languages, renders the first screen and installs the listeners that
// run as long as the page does. No screen and no step of the journey here.
import { render } from "preact";
import { App } from "./app.js";
import { html } from "./html.js";
import { language, loadLanguages, useLanguage } from "./i18n.js";
import { createJourney } from "./journey/journey.js";
import { loadDrawings } from "./components/specialty-icon/specialty-icon.js";
import { applyBrand, applyLook } from "./look.js";
import { watchAbsence } from "./touch/absence.js";
import { watchPresses } from "./touch/presses.js";
import { createNarrator } from "./speech/narrator.js";
import { listenForScans } from "./touch/scanner.js";
import { listenForStaff } from "./touch/staff-gesture.js";
import { createState } from "./state.js";
import { beatThroughWindow, openTransport } from "./transport.js";

async function start() {
  const transport = await openTransport();
  const [{ ok }] = await Promise.all([transport("configuration"), loadLanguages()]);
  /** @type {import("./types.js").Configuration} */
  const configuration = ok;
  useLanguage(configuration.language);
  applyBrand(configuration.hospital.colour);
  watchPresses();

  const store = createState(configuration.language);
  const journey = createJourney(store, transport, configuration);
  const narrator = createNarrator({
    speak: (text, code) => transport("speak", text, code),
    root: () => document.getElementById("app"),
    language,
  });
  let { epoch } = store.get();
  store.subscribe(() => {
    applyLook(store.get().look);
    if (store.get().epoch !== epoch && store.get().screen === "attract") narrator.reset();
    epoch = store.get().epoch;
  });
  applyLook(store.get().look);
  if (configuration.interrupted !== "none") {
    store.set({ screen: "ended", ending: configuration.interrupted === "unsure" ? "restarted-unsure" : "restarted" });
  }
  const root = document.getElementById("app");
  if (root) render(html`<${App} store=${store} journey=${journey} configuration=${configuration} narrator=${narrator} />`, root);
  watchAbsence(store, journey, configuration.times, narrator);
  if (configuration.staff_exit) listenForStaff(() => journey.openDialog("staff"));
  listenForScans(journey.scan);
  beatThroughWindow();
  await loadDrawings();
}

// An out-of-order notice instead of an empty page. The window's watchdog misses the heartbeat and reloads the page.
start().catch((error) => {
  console.error(error);
  const sorry = /** @type {HTMLTemplateElement | null} */ (document.getElementById("out-of-order"));
  if (sorry) document.getElementById("app")?.replaceChildren(sorry.content.cloneNode(true));
});
