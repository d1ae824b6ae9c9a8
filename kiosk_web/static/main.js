// The start: finds the bridge, loads the language, puts the first screen up.
import { render } from "preact";
import { App } from "./app.js";
import { guardAgainstDoubleTaps } from "./double-taps.js";
import { html } from "./html.js";
import { loadLanguages, useLanguage } from "./i18n.js";
import { createJourney } from "./journey.js";
import { createState } from "./state.js";
import { openTransport } from "./transport.js";

const transport = await openTransport();
const configuration = await transport("configuration");
await loadLanguages();
useLanguage(configuration.ok?.language ?? "fr");
await document.fonts.ready;
guardAgainstDoubleTaps();
const store = createState();
const root = document.getElementById("app");
if (root) render(html`<${App} store=${store} journey=${createJourney(store, transport)} />`, root);
