// What is on the display: header, screen with Back and Continue, dialog, speech bar, toolbar, keyboard. Moves the focus
// to a new screen. What each screen has is in screens/table.js. No step of the journey and no bridge call here.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "./html.js";
import { t } from "./i18n.js";
import { ErrorSummary } from "./components/error-summary/error-summary.js";
import { Foot } from "./components/foot/foot.js";
import { Header } from "./components/header/header.js";
import { Keyboard } from "./components/keyboard/keyboard.js";
import { Problem } from "./components/problem/problem.js";
import { ScrollAid } from "./components/scroll-aid/scroll-aid.js";
import { SpeechBar } from "./components/speech-bar/speech-bar.js";
import { Toolbar } from "./components/toolbar/toolbar.js";
import { OpenDialog } from "./dialogs/dialogs.js";
import { Attract } from "./screens/attract/attract.js";
import { SCREENS } from "./screens/table.js";
import { settle } from "./touch/presses.js";

/**
 * @param {object} props
 * @param {import("./state.js").Store} props.store
 * @param {import("./journey/journey.js").Journey} props.journey
 * @param {import("./types.js").Configuration} props.configuration
 * @param {import("./speech/narrator.js").Narrator} props.narrator
 */
export function App({ store, journey, configuration, narrator }) {
  const [state, setState] = useState(store.get());
  // Layout effects: an effect runs after the first paint, and a touch before it would change nothing on the screen.
  useLayoutEffect(() => store.subscribe(() => setState(store.get())), [store]);
  const [, hear] = useState(0);
  useLayoutEffect(() => narrator.onChange(() => hear((count) => count + 1)), [narrator]);
  const { screen, epoch, language } = state;
  const row = screen === "attract" ? null : SCREENS[screen];
  useEffect(() => {
    const heading = row ? (document.getElementById("screen-title")?.textContent ?? "") : t("app-title");
    document.title = `${heading.replaceAll("\u00ad", "")} – ${configuration.hospital.name || t("app-name")}`;
  });
  // A layout effect, so that the focus has moved before the next key press.
  useLayoutEffect(() => {
    document.getElementById(row?.focus ?? "screen-title")?.focus();
    narrator.readScreen();
  }, [screen, epoch]);
  const spoken = useRef(language);
  useEffect(() => {
    if (spoken.current !== language) narrator.readScreen(); // in the new language
    spoken.current = language;
  }, [language]);
  const dialog = state.secondsLeft === null ? state.dialog : "still-there";
  const isBehind = dialog !== null;
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    if (!isFirst.current) settle({ isFinal: row?.isFinal === true && !isBehind, isOpen: !row });
    isFirst.current = false;
  }, [screen, epoch, dialog]);
  const speech = configuration.speech.includes(language)
    ? { isOn: narrator.isOn(), toggle: () => (narrator.isOn() ? narrator.stop() : narrator.start()) }
    : null;
  // Enter chooses the answer that has the focus, and goes on only from the chosen one.
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const { key, target } = event;
    if (key !== "Enter" || !(target instanceof HTMLInputElement) || target.type !== "radio" || target.checked) return;
    event.preventDefault();
    target.click();
  };
  // A key for each patient: preact reuses no element of one patient for the next.
  return html`<div class="app" key=${epoch} data-screen=${screen} onKeyDown=${onKey}>
    ${
      row
        ? html`<${Header} hospital=${configuration.hospital} onLogOut=${state.inSession ? journey.logOut : null} isInert=${isBehind} />
          <${Stage} key=${screen} row=${row} state=${state} journey=${journey} configuration=${configuration} isInert=${isBehind} />`
        : html`<main class="app__attract" inert=${isBehind}>
          <${Attract} hospital=${configuration.hospital} onLanguage=${journey.begin} isStill=${state.look.isStill} onStill=${() => journey.look({ isStill: !state.look.isStill })} />
        </main>`
    }
    ${dialog && html`<${OpenDialog} key=${dialog} name=${dialog} state=${state} journey=${journey} configuration=${configuration} />`}
    <${SpeechBar} narrator=${narrator} />
    <${Toolbar} state=${state} journey=${journey} speech=${speech} isInert=${dialog === "still-there"} />
    ${dialog !== "still-there" && html`<${Keyboard} />`}
  </div>`;
}

/** @param {import("./screens/table.js").ScreenProps & { row: import("./screens/table.js").Row, isInert: boolean }} props */
function Stage({ row, state, journey, configuration, isInert }) {
  const { problem, errors, waiting, screen } = state;
  const { aside, onward } = row;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!isInert) onward?.act(journey);
  };
  // While nobody knows whether a booking was made, the way on is to check it (components/problem), not to book again.
  // Back waits for the reply to a booking or a registration.
  const isAsking = problem?.unsure === true || (waiting === "book" && problem !== null);
  const canGoBack = !row.hasNoBack && waiting !== "book" && !(waiting === "enter" && state.isNew) && !isAsking;
  return html`<form class="app__stage" aria-labelledby="screen-title" noValidate onSubmit=${submit} inert=${isInert}>
    <${ScrollAid}>
      <main class="screen screen--${screen}">
        ${problem && html`<${Problem} problem=${problem} isWaiting=${waiting !== null} />`}
        <${ErrorSummary} errors=${errors} />
        <${row.body} state=${state} journey=${journey} configuration=${configuration} />
      </main>
    <//>
    <footer>
      <${Foot}
        onBack=${canGoBack ? journey.back : null}
        onward=${onward && !isAsking ? t(onward.words) : null}
        icon=${onward?.icon}
        isWaiting=${waiting === "enter" || waiting === "book"}
      >
        ${aside && html`<${aside} state=${state} journey=${journey} configuration=${configuration} />`}
      <//>
    </footer>
  </form>`;
}
