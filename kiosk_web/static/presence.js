// Whether somebody still stands at the booth: which screen waits how long, and what happens then. The counting is
// in idle.js. Promises: nobody is warned where there is nothing to lose; the invitation is always plain again.
import { chime } from "./chime.js";
import { createIdleTimer } from "./idle.js";
import { PLAIN_LOOK } from "./state.js";

/** Seconds that the last words stay; longer where there is something to be done about them. */
const FAREWELL = 12;
const DOUBT = 60;

/**
 * @param {import("./state.js").Store} store
 * @param {import("./journey.js").Journey} journey
 * @param {import("./types.js").Configuration["times"]} times
 * @param {Pick<import("./speech/narrator.js").Narrator, "isOn" | "isSpeaking">} narrator
 */
export function watchPresence(store, journey, times, narrator) {
  const isUnguarded = () => store.get().screen === "attract" || store.get().screen === "ended";
  const timer = createIdleTimer({
    idle: times.idle,
    warning: times.warning,
    // The patient waits for a booking; the checks that follow a doubtful one are the booth's own.
    isBusy: () => narrator.isSpeaking() || (store.get().waiting === "book" && store.get().problem === null),
    onWarn: (left) => {
      if (isUnguarded()) {
        leave();
        return;
      }
      if (store.get().secondsLeft === null && !narrator.isOn()) chime();
      journey.warn(left);
    },
    onResume: () => journey.warn(null),
    onExpire: () => leave(),
  });

  function leave() {
    const { screen, look, dialog } = store.get();
    const isUntouched = screen === "attract" && look === PLAIN_LOOK && dialog === null && !narrator.isOn();
    if (!isUntouched) {
      journey.warn(null);
      journey.leaveAlone();
    }
    timer.start();
  }

  let seen = "";
  const follow = () => {
    const { screen, ending, epoch } = store.get();
    const now = `${epoch} ${screen} ${ending}`;
    if (now === seen) return;
    seen = now;
    const seconds = screen === "booked" ? times.booked : screen === "ended" ? (ending === "goodbye" ? FAREWELL : DOUBT) : times.idle;
    timer.setIdle(seconds);
  };
  store.subscribe(follow);
  follow();
  timer.listen(document);
  timer.start();
}
