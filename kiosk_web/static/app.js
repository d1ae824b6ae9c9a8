// What is on the glass: the header, the screen with Back and Continue, a dialog, the bars, the keyboard. Moves the
// focus to a new screen. Which screen has what is in screens/table.js; no journey here, no bridge.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "./html.js";
import { t } from "./i18n.js";
import { ErrorSummary } from "./components/error-summary/error-summary.js";
import { Foot } from "./components/foot/foot.js";
import { Button } from "./components/button/button.js";
import { Header } from "./components/header/header.js";
import { Keyboard } from "./components/keyboard/keyboard.js";
import { Problem } from "./components/problem/problem.js";
import { ScrollAid } from "./components/scroll-aid/scroll-aid.js";
import { SpeechBar } from "./components/speech-bar/speech-bar.js";
import { Toolbar } from "./components/toolbar/toolbar.js";
import { OpenDialog } from "./dialogs/dialogs.js";
import { Attract, SCREENS } from "./screens/table.js";

/**
 * @param {object} props
 * @param {import("./state.js").Store} props.store
 * @param {import("./journey.js").Journey} props.journey
 * @param {import("./types.js").Configuration} props.configuration
 * @param {import("./speech/narrator.js").Narrator} props.narrator
 */
export function App({ store, journey, configuration, narrator }) {
  const [state, setState] = useState(store.get());
  useEffect(() => store.subscribe(() => setState(store.get())), [store]);
  const [, hear] = useState(0);
  useEffect(() => narrator.onChange(() => hear((count) => count + 1)), [narrator]);
  const { screen, epoch, language } = state;
  const row = screen === "attract" ? null : SCREENS[screen];
  useEffect(() => {
    const heading = row ? (document.getElementById("screen-title")?.textContent ?? "") : t("app-title");
    document.title = `${heading.replaceAll("\u00ad", "")} – ${configuration.hospital.name || t("app-name")}`;
  });
  // With the screen itself, not after it: a key pressed at once finds the focus where it belongs.
  useLayoutEffect(() => {
    document.getElementById(row?.focus ?? "screen-title")?.focus();
    narrator.readScreen();
  }, [screen, epoch]);
  const spoken = useRef(language);
  useEffect(() => {
    if (spoken.current !== language) narrator.readScreen(); // in the new one
    spoken.current = language;
  }, [language]);
  const dialog = state.secondsLeft === null ? state.dialog : "still-there";
  const isBehind = dialog !== null;
  const speech = configuration.speech.includes(language)
    ? { isOn: narrator.isOn(), toggle: () => (narrator.isOn() ? narrator.stop() : narrator.start()) }
    : null;
  // The key is the patient: nothing of one patient's elements is used again for the next.
  return html`<div class="app" key=${epoch} data-screen=${screen}>
    ${row
      ? html`<${Header} hospital=${configuration.hospital} onLogOut=${state.inSession ? journey.logOut : null} isInert=${isBehind} />
          <${Stage} key=${screen} row=${row} state=${state} journey=${journey} configuration=${configuration} isInert=${isBehind} />`
      : html`<main class="app__attract" inert=${isBehind}>
          <${Attract} hospital=${configuration.hospital} onLanguage=${journey.begin} isStill=${state.look.isStill} onStill=${() => journey.look({ isStill: !state.look.isStill })} />
        </main>`}
    ${dialog && html`<${OpenDialog} key=${dialog} name=${dialog} state=${state} journey=${journey} configuration=${configuration} />`}
    ${narrator.isOn() && html`<${SpeechBar} narrator=${narrator} />`}
    <${Toolbar} state=${state} journey=${journey} speech=${speech} isInert=${dialog === "still-there"} />
    ${dialog !== "still-there" && html`<${Keyboard} />`}
  </div>`;
}

/** @param {import("./screens/table.js").ScreenProps & { row: import("./screens/table.js").Row, isInert: boolean }} props */
function Stage({ row, state, journey, configuration, isInert }) {
  const { problem, errors, waiting, screen } = state;
  const { aside, onward } = row;
  const [isSettling, setSettling] = useState(row.settling !== undefined);
  useEffect(() => {
    const timer = setTimeout(() => setSettling(false), row.settling);
    return () => clearTimeout(timer);
  }, []);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!isInert) onward?.act(journey);
  };
  // A doubtful booking is asked about, not made once more; what is on its way (a booking, a registration) is waited for.
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
        isSettling=${isSettling}
      >
        ${aside && html`<${Button} id="aside" isSettling=${isSettling} onTap=${() => aside.act(journey)}>${t(aside.words)}<//>`}
      <//>
    </footer>
  </form>`;
}
