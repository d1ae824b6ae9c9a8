// Which field the keyboard writes in: the focused one, until the patient taps "done"; and keeping it in view.
import { useEffect, useRef, useState } from "preact/hooks";
import { textField } from "./typing.js";

/** @typedef {import("./typing.js").TextField} TextField */

/**
 * Follow the focus.
 * @returns {[TextField | null, () => void]} the field in use, and a function that closes the keyboard
 */
export function useFieldInUse() {
  const [field, setField] = useState(/** @type {TextField | null} */ (null));
  const [, drawAgain] = useState({});
  /** The field for which "done" was tapped: typing on a physical keyboard does not reopen ours. */
  const finished = useRef(/** @type {TextField | null} */ (null));
  useEffect(() => {
    const use = (/** @type {TextField | null} */ found) => {
      if (found !== finished.current) finished.current = null;
      setField(found && found === finished.current ? null : found);
    };
    const onFocus = (/** @type {FocusEvent} */ event) => {
      const found = textField(event.target);
      if (!found) return;
      finished.current = null;
      setField(found);
    };
    // Not on focusout: the screen would move under a finger that is about to release a button.
    const onKeyUp = () => {
      setTimeout(() => use(textField(document.activeElement)));
    };
    const onClick = (/** @type {Event} */ event) => {
      if (event.target === finished.current) finished.current = null;
      onKeyUp();
    };
    // Shift and accents depend on the text before the caret, which a physical keyboard changes too.
    const onText = () => drawAgain({});
    const heard = /** @type {const} */ ([
      ["focusin", onFocus],
      ["click", onClick],
      ["keyup", onKeyUp],
      ["input", onText],
      ["selectionchange", onText],
    ]);
    for (const [name, hear] of heard) document.addEventListener(name, /** @type {EventListener} */ (hear));
    return () => {
      for (const [name, hear] of heard) document.removeEventListener(name, /** @type {EventListener} */ (hear));
    };
  }, []);
  const finish = () => {
    finished.current = field;
    setField(null);
  };
  return [field?.isConnected ? field : null, finish];
}

/**
 * Keep the field and its label in view when the keyboard opens and when anything around them is resized.
 * @param {TextField | null} field
 */
export function useFieldInSight(field) {
  useEffect(() => {
    if (!field) return undefined;
    const show = () => {
      // The label too if both fit, else the field alone.
      field.closest(".field, .date-field")?.scrollIntoView({ block: "nearest" });
      field.scrollIntoView({ block: "nearest" });
    };
    show();
    const watch = new ResizeObserver(show);
    for (let around = field.parentElement; around; around = around.parentElement) watch.observe(around);
    return () => watch.disconnect();
  }, [field]);
}
