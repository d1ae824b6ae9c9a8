// Which field the keyboard writes in: the one with the focus, until the patient is done with it; and that it is seen.
import { useEffect, useRef, useState } from "preact/hooks";
import { textField } from "./typing.js";

/** @typedef {import("./typing.js").TextField} TextField */

/**
 * Follows the focus.
 * @returns {[TextField | null, () => void]} the field in use, and what puts the keyboard away
 */
export function useFieldInUse() {
  const [field, setField] = useState(/** @type {TextField | null} */ (null));
  const [, drawAgain] = useState({});
  /** Done with: typing on a real keyboard does not call ours back. */
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
    // Not when the focus leaves: the screen would move under a finger that is just about to let go of a button.
    const onKeyUp = () => {
      setTimeout(() => use(textField(document.activeElement)));
    };
    const onClick = (/** @type {Event} */ event) => {
      if (event.target === finished.current) finished.current = null;
      onKeyUp();
    };
    // Capitals and accents depend on what stands before the caret, whoever wrote it or moved it.
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
 * Keeps the field and its label in sight: when the keyboard comes, and when anything around them changes its size.
 * @param {TextField | null} field
 */
export function useFieldInSight(field) {
  useEffect(() => {
    if (!field) return undefined;
    const show = () => {
      // With its label: a field without its name is a riddle. Where both do not fit, the field.
      field.closest(".field, .date-field")?.scrollIntoView({ block: "nearest" });
      field.scrollIntoView({ block: "nearest" });
    };
    show();
    const watch = new ResizeObserver(show);
    for (let around = field.parentElement; around; around = around.parentElement) watch.observe(around);
    return () => watch.disconnect();
  }, [field]);
}
