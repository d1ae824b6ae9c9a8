// Ends the session of a patient who left: how long each screen waits, and what happens then. The counting is in
// idle-timer.js. Promises: no warning where there is nothing to lose; the attract screen always returns to its defaults.
import { chime } from "./chime.js";
import { createIdleTimer } from "./idle-timer.js";
import { PLAIN_LOOK } from "../state.js";

/** Seconds that the farewell stays; longer where it asks the patient to do something. */
const FAREWELL = 12;
const DOUBT = 60;

/**
 * @param {import("../state.js").Store} store
 * @param {import("../journey/journey.js").Journey} journey
 * @param {import("../types.js").Configuration["times"]} times
 * @param {Pick<import("../speech/narrator.js").Narrator, "isOn" | "isSpeaking">} narrator
 */
export function watchAbsence(store, journey, times, narrator) {
  const hasNothingToLose = () => store.get().screen === "attract" || store.get().screen === "ended";
  const timer = createIdleTimer({
    idle: times.idle,
    limit: times.limit,
    warning: times.warning,
    // While the patient waits for a booking; not while the booth checks by itself on one in doubt.
    isBusy: () => narrator.isSpeaking() || (store.get().waiting === "book" && store.get().problem === null),
    onWarn: (left, isLast) => {
      if (hasNothingToLose()) {
        leave();
        return;
      }
      if (store.get().secondsLeft === null && !narrator.isOn()) chime();
      journey.warn(left, isLast);
    },
    onResume: () => journey.warn(null),
    onExpire: () => leave(),
  });

  function leave() {
    const { screen, look, dialog } = store.get();
    const isUntouched = screen === "attract" && look === PLAIN_LOOK && dialog === null && !narrator.isOn();
    if (!isUntouched) {
      journey.warn(null);
      journey.endAbandoned();
    }
    timer.start();
  }

  let seen = "";
  const follow = () => {
    const { screen, ending, epoch } = store.get();
    const now = `${epoch} ${screen} ${ending}`;
    if (now === seen) return;
    seen = now;
    const seconds =
      screen === "booked" ? times.booked : screen === "ended" ? (ending === "goodbye" ? FAREWELL : DOUBT) : times.idle;
    timer.setScreen(seconds);
  };
  store.subscribe(follow);
  follow();
  timer.listen(document);
  timer.start();
}
