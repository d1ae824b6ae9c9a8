// Which screen is shown, and what surrounds it: the header, the foot with Back and Continue, a dialog, the
// keyboard. Moves the focus to the new screen. No journey here, no bridge.
import { useEffect, useState } from "preact/hooks";
import { html } from "./html.js";
import { t } from "./i18n.js";
import { Header } from "./components/header/header.js";
import { Keyboard } from "./components/keyboard/keyboard.js";
import { ScrollAid } from "./components/scroll-aid/scroll-aid.js";
import { Booked, BookedActions } from "./screens/booked/booked.js";
import { Identify, IdentifyActions } from "./screens/identify/identify.js";
import { NewNumber, NewNumberActions } from "./screens/number/number.js";
import { Register, RegisterActions } from "./screens/register/register.js";
import { SearchDialog } from "./screens/search/dialogs.js";
import { Search, SearchActions } from "./screens/search/search.js";
import { Welcome } from "./screens/welcome/welcome.js";

/** @typedef {{ state: import("./state.js").State, journey: import("./journey.js").Journey }} ScreenProps */
/** @typedef {(props: ScreenProps) => any} ScreenPart */

/**
 * Each screen: what it shows, what stands at its foot, the words for its title, what takes the focus when it
 * opens, and what Enter does in its fields.
 * @type {Record<import("./state.js").State["screen"], { body: ScreenPart, foot?: ScreenPart, title: string,
 *   focus?: string, submit?: "logIn" | "register" }>}
 */
const SCREENS = {
  welcome: { body: Welcome, title: "welcome-title" },
  identify: { body: Identify, foot: IdentifyActions, title: "identify-title", focus: "last-name", submit: "logIn" },
  register: { body: Register, foot: RegisterActions, title: "register-title", focus: "last-name", submit: "register" },
  number: { body: NewNumber, foot: NewNumberActions, title: "number-title" },
  search: { body: Search, foot: SearchActions, title: "search-title" },
  booked: { body: Booked, foot: BookedActions, title: "booked-title" },
};

/** @param {{ store: import("./state.js").Store, journey: import("./journey.js").Journey }} props */
export function App({ store, journey }) {
  const [state, setState] = useState(store.get());
  useEffect(() => store.subscribe(() => setState(store.get())), [store]);
  const screen = SCREENS[state.screen];
  useEffect(() => {
    document.title = `${t(screen.title)} – ${t("app-title")}`;
    document.getElementById(screen.focus ?? "screen-title")?.focus();
  }, [state.screen, state.epoch]);

  const isBehindDialog = state.dialog !== null;
  const parts = html`
    <${ScrollAid} isInert=${isBehindDialog}><main><${screen.body} state=${state} journey=${journey} /></main><//>
    ${screen.foot ? html`<footer inert=${isBehindDialog}><${screen.foot} state=${state} journey=${journey} /></footer>` : null}
  `;
  const { submit } = screen;
  const onSubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (submit) journey[submit]();
  };
  // The key is the patient: nothing of one patient's elements is used again for the next.
  return html`<div class="app" key=${state.epoch}>
    <${Header} onLogOut=${state.inSession ? journey.logOut : null} isInert=${isBehindDialog} />
    ${submit
      ? html`<form key=${state.screen} class="app__stage" aria-labelledby="screen-title" noValidate onSubmit=${onSubmit}>${parts}</form>`
      : html`<div key=${state.screen} class="app__stage">${parts}</div>`}
    ${isBehindDialog && html`<${SearchDialog} key=${state.dialog} state=${state} journey=${journey} />`}
    <${Keyboard} />
  </div>`;
}
