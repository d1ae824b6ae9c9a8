// The on-screen keyboard, part of the page because a fullscreen window hides the system's. The screen above it shrinks,
// so that it never covers the field. Touching a key leaves the focus in the field; a physical keyboard works beside it.
// Here: the markup. What keys do is in board.js, pointer events in touches.js.
import { useRef, useState } from "preact/hooks";
import { html } from "../../html.js";
import { language, t } from "../../i18n.js";
import { Icon } from "../icon/icon.js";
import { accentsOf, capital } from "./accents.js";
import { Board } from "./board.js";
import { useFieldInSight, useFieldInUse } from "./field-in-use.js";
import { LAYOUTS, NUMBERS, SPOKEN, SYMBOLS } from "./layouts.js";
import { keyAt, useTouches } from "./touches.js";

/** Keys with a symbol instead of their name; the accessible name begins with the symbol (WCAG 2.2, 2.5.3). */
/** @type {Record<string, string>} */
const FACES = { "{accents}": "é ü", "{symbols}": "123", "{letters}": "ABC" };

export function Keyboard() {
  const [field, finish] = useFieldInUse();
  const board = useRef(new Board()).current;
  const [, drawAgain] = useState({});
  useFieldInSight(field);
  board.use(field);

  const press = (/** @type {HTMLElement} */ key) => {
    const name = key.dataset.key ?? "";
    if (name === "{done}") return; // see onClick
    board.press(name, "accent" in key.dataset);
    drawAgain({});
  };
  const hold = (/** @type {HTMLElement} */ key) => {
    if (!("accent" in key.dataset) && board.hold(key.dataset.key ?? "")) drawAgain({});
  };
  const onDown = useTouches({ onPress: press, onHold: hold });
  // Clicks by a screen reader or a switch; useTouches handles fingers. "Done" is a button like any other (touch/presses.js).
  const onClick = (/** @type {MouseEvent} */ event) => {
    const key = keyAt(event.target);
    if (key?.dataset.key === "{done}") {
      event.stopPropagation(); // else field-in-use.js reopens the keyboard for the focused field
      finish();
    } else if (key && event.detail === 0) {
      press(key);
    }
  };

  if (!field) return null;
  const isNumber = field.dataset.keyboard === "number";
  const layout = LAYOUTS[language()];
  const rows = isNumber ? NUMBERS : board.page === "symbols" ? SYMBOLS : layout.letters;
  return html`<div
    class="keyboard keyboard--${isNumber ? "number" : "text"}"
    role="region"
    aria-label=${t(isNumber ? "keyboard-numbers" : "keyboard-name")}
    onPointerDown=${onDown}
    onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()}
    onClick=${onClick}
  >
    ${!isNumber && html`<${AccentRow} board=${board} common=${layout.common} />`}
    ${rows.map(
      (row, index) =>
        html`<div class="keyboard__row" key="${board.page}-${index}">
          ${row.map((name) => html`<${Key} key=${name} name=${name} board=${board} />`)}
        </div>`,
    )}
  </div>`;
}

/**
 * The accents of one letter while they are open, else those that the language needs most.
 * @param {{ board: Board, common: readonly string[] }} props
 */
function AccentRow({ board, common }) {
  const { accented, isAccenting, isShifted } = board;
  const accents = accented ? accentsOf(accented) : isShifted ? common.map(capital) : common;
  return html`<div
    class="keyboard__row keyboard__row--accents ${isAccenting ? "keyboard__row--open" : ""}"
    role="group"
    aria-label=${accented ? t("keyboard-accents-of", { letter: accented }) : t("keyboard-accents")}
  >
    ${accents.map(
      (accent) =>
        html`<button type="button" class="key key--accent" tabindex="-1" key=${accent} data-key=${accent} data-accent
          aria-label=${SPOKEN[accent] && t(SPOKEN[accent])}>${accent}</button>`,
    )}
  </div>`;
}

/** @param {{ name: string, board: Board }} props */
function Key({ name, board }) {
  const isAction = name.startsWith("{");
  const spoken = SPOKEN[name];
  const isPressed = name === "{shift}" ? board.isShifted : name === "{accents}" ? board.isAccenting : undefined;
  return html`<button
    type="button"
    class="key key--${isAction ? name.slice(1, -1) : "letter"}"
    tabindex="-1"
    data-key=${name}
    aria-label=${spoken && (FACES[name] ? `${FACES[name]}, ${t(spoken)}` : t(spoken))}
    aria-pressed=${isPressed === undefined ? undefined : String(isPressed)}
  >
    ${isAction ? face(name) : board.written(name)}
  </button>`;
}

/** @param {string} name an action's */
function face(name) {
  switch (name) {
    case "{backspace}":
      return html`<${Icon} name="backspace" />`;
    case "{shift}":
      return html`<${Icon} name="up" />`;
    case "{space}":
      return t("key-space");
    case "{done}":
      return t("key-done");
    default:
      return FACES[name];
  }
}
