// The staff's hidden gesture: five quick taps in the top left corner open the code dialog. There is no element to find
// by chance, and no key leads there.

const TAPS = 5;
const CORNER = 140; // px
const WITHIN = 4000; // ms

/** @param {() => void} onGesture */
export function listenForStaff(onGesture) {
  /** @type {number[]} */
  let moments = [];
  document.addEventListener("pointerup", (event) => {
    const isInCorner = event.clientX < CORNER && event.clientY < CORNER;
    moments = isInCorner ? [...moments.filter((moment) => event.timeStamp - moment < WITHIN), event.timeStamp] : [];
    if (moments.length < TAPS) return;
    moments = [];
    onGesture();
  });
}
