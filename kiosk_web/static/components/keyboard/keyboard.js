// The keyboard in the page: a fullscreen window would hide the system's. It stands below the screen, which
// gives way, so that it never covers the field in use. A touch does not take the focus from the field; a key
// acts when it is let go, once. A real keyboard goes on working beside it.
import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../icon/icon.js";
import { AZERTY, NUMBERS, SPOKEN } from "./layouts.js";
import { eraseBack, textField, write } from "./typing.js";

/** @typedef {import("./typing.js").TextField} TextField */

/** Keys that show signs instead of their name; what is seen begins what is heard (WCAG 2.5.3). */
/** @type {Record<string, string>} */
const FACES = { "{accents}": "ñ ü", "{symbols}": "123", "{letters}": "ABC" };

/** Follows the focus: the field in use, until the patient is done with it. */
function useFieldInUse() {
  const [field, setField] = useState(/** @type {TextField | null} */ (null));
  useEffect(() => {
    const onFocus = (/** @type {FocusEvent} */ event) => {
      const found = textField(event.target);
      if (found) setField(found);
    };
    // Not when the focus leaves: the screen would move under a finger that is just about to let go of a button.
    const onSettled = () => {
      setTimeout(() => setField(textField(document.activeElement)));
    };
    document.addEventListener("focusin", onFocus);
    document.addEventListener("click", onSettled);
    document.addEventListener("keyup", onSettled);
    return () => {
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("click", onSettled);
      document.removeEventListener("keyup", onSettled);
    };
  }, []);
  return /** @type {const} */ ([field?.isConnected ? field : null, setField]);
}

export function Keyboard() {
  const [field, setField] = useFieldInUse();
  const [shift, setShift] = useState(/** @type {"on" | "off" | "offered"} */ ("off"));
  const [page, setPage] = useState(/** @type {"letters" | "symbols"} */ ("letters"));
  const [accents, setAccents] = useState(0);
  const kind = field?.dataset.keyboard;

  // A name begins with a capital, offered, not forced: one touch of the shift key takes it back.
  const isShifted = shift === "on" || (shift === "offered" && kind === "name" && field?.value === "");
  useEffect(() => {
    if (!field) return;
    setPage("letters");
    setShift("offered");
    // With its label: a field without its name is a riddle.
    (field.closest(".field, .date-field") ?? field).scrollIntoView({ block: "nearest" });
  }, [field]);

  const press = (/** @type {string} */ key) => {
    if (!field) return;
    switch (key) {
      case "{backspace}":
        eraseBack(field);
        setShift("offered");
        break;
      case "{shift}":
        setShift(isShifted ? "off" : "on");
        break;
      case "{accents}":
        setAccents((accents + 1) % AZERTY.accents.length);
        break;
      case "{symbols}":
        setPage("symbols");
        break;
      case "{letters}":
        setPage("letters");
        break;
      case "{done}":
        setField(null);
        break;
      default:
        write(field, key === "{space}" ? " " : isShifted ? key.toLocaleUpperCase() : key);
        setShift("off");
    }
  };

  if (!field) return null;
  const accentRow = AZERTY.accents[accents] ?? [];
  const rows = kind === "number" ? NUMBERS : page === "symbols" ? AZERTY.symbols : [accentRow, ...AZERTY.letters];
  return html`<div
    class="keyboard keyboard--${kind === "number" ? "number" : "text"}"
    role="region"
    aria-label=${t(kind === "number" ? "keyboard-numbers" : "keyboard-name")}
  >
    ${rows.map(
      (row, index) =>
        html`<div class="keyboard__row" key=${index}>
          ${row.map((key) => html`<${Key} key=${key} name=${key} isShifted=${isShifted} onPress=${press} />`)}
        </div>`,
    )}
  </div>`;
}

/** @param {{ name: string, isShifted: boolean, onPress: (key: string) => void }} props */
function Key({ name, isShifted, onPress }) {
  const touched = useRef(/** @type {number | null} */ (null));
  const isLetter = name.length === 1;
  const kind = isLetter ? "letter" : name.slice(1, -1);
  const label = isLetter && isShifted ? name.toLocaleUpperCase() : name;
  const spoken = SPOKEN[name];
  // The finger that came down on this key must be let go on it: else it slid away, or the key appeared under it.
  const onDown = (/** @type {PointerEvent} */ event) => {
    event.preventDefault();
    touched.current = event.pointerId;
  };
  const onUp = (/** @type {PointerEvent & { currentTarget: HTMLElement }} */ event) => {
    const isOurs = touched.current === event.pointerId;
    touched.current = null;
    if (name === "{done}") return; // see onClick
    if (isOurs && event.currentTarget.contains(document.elementFromPoint(event.clientX, event.clientY))) onPress(name);
  };
  // A screen reader or a switch; fingers were heard above. But "done" takes the keyboard away: were that done
  // when the finger leaves, the tap's click would fall on the button that slides under it.
  const onClick = (/** @type {MouseEvent} */ event) => {
    if (name === "{done}") event.stopPropagation(); // else the field, which keeps the focus, calls the keyboard back
    if (event.detail === 0 || name === "{done}") onPress(name);
  };
  return html`<button
    type="button"
    class="key key--${kind}"
    tabindex="-1"
    aria-label=${spoken && (FACES[name] ? `${FACES[name]}, ${t(spoken)}` : t(spoken))}
    aria-pressed=${name === "{shift}" ? String(isShifted) : undefined}
    onPointerDown=${onDown}
    onPointerUp=${onUp}
    onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()}
    onClick=${onClick}
  >
    ${face(name, label)}
  </button>`;
}

/**
 * @param {string} name
 * @param {string} label
 */
function face(name, label) {
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
      return FACES[name] ?? label;
  }
}
