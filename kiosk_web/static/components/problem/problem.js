// Something went wrong: what happened, what it means for the booking, what to do, and a way to try again.
// Calm words, no code. It takes the focus when it appears.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../i18n.js";
import { problemKey } from "../../problems.js";
import { Button } from "../button/button.js";
import { Icon } from "../icon/icon.js";
import { showFromTheTop } from "../top-message.js";

/** @typedef {import("../../types.js").Problem} ProblemState */

/** @param {{ problem: ProblemState, isWaiting?: boolean }} props */
export function Problem({ problem, isWaiting = false }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => showFromTheTop(box.current), [problem.code, problem.unsure]); // not at each try that the booth makes by itself
  // Mended: whoever stood in it is led to the heading, not to nowhere.
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.getElementById("screen-title")?.focus();
      });
    },
    [],
  );
  const key = problemKey(problem.code);
  return html`<section class="problem" role="alert" tabindex="-1" ref=${box} data-code=${problem.code}>
    <h2 class="problem__title"><${Icon} name="alert" /> ${t(key)}</h2>
    ${problem.booking && html`<p class="problem__fate">${t(problem.unsure ? "fate-unsure" : "fate-nothing-booked")}</p>`}
    <p class="problem__what">${t(`${key}.what`)} ${!problem.unsure && t(`${key}.todo`)}</p>
    ${problem.retry && html`<${Retry} problem=${problem} isWaiting=${isWaiting} />`}
  </section>`;
}

/** @param {{ problem: ProblemState, isWaiting: boolean }} props */
function Retry({ problem, isWaiting }) {
  const left = useSecondsUntil(problem.notBefore);
  useEffect(() => {
    if (problem.isAutomatic && left === 0 && !isWaiting) problem.retry?.();
  }, [problem, left === 0]);
  const words = () => {
    if (left > 90) return t("retry-in-minutes", { count: Math.ceil(left / 60) });
    if (left > 0 && !problem.isAutomatic)
      return t(problem.unsure ? "retry-check-in-seconds" : "retry-in-seconds", { count: left });
    return t(problem.unsure ? "retry-check" : "retry");
  };
  const isOff = left > 0 && !problem.isAutomatic;
  return html`${problem.isAutomatic && html`<p class="problem__by-itself" role="timer">${left > 0 ? t("retry-by-itself", { count: left }) : t("waiting")}</p>`}
    <${Button} id="retry" kind="primary" isOff=${isOff} isWaiting=${isWaiting} onTap=${() => problem.retry?.()}>${words()}<//>`;
}

/** @param {number} moment milliseconds, as `Date.now()` counts them @returns {number} whole seconds */
function useSecondsUntil(moment) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (moment <= Date.now()) return undefined;
    const clock = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= moment) clearInterval(clock);
    }, 250);
    return () => clearInterval(clock);
  }, [moment]);
  return Math.max(0, Math.ceil((moment - now) / 1000));
}
