// Two quiet notes with the idle warning, for whoever looks away or cannot see it. Synthesized, so that no file is
// loaded; a machine without sound stays silent.

const NOTES = [660, 880]; // Hz
const LENGTH = 0.28; // seconds each
const LOUDNESS = 0.15; // of 1

/** @type {AudioContext | null} */
let sound = null;

export function chime() {
  try {
    sound ??= new AudioContext();
    void sound.resume();
    NOTES.forEach((note, index) => play(/** @type {AudioContext} */ (sound), note, index * LENGTH));
  } catch {
    sound = null;
  }
}

/**
 * @param {AudioContext} context
 * @param {number} note Hz
 * @param {number} after seconds from now
 */
function play(context, note, after) {
  const begin = context.currentTime + after;
  const tone = new OscillatorNode(context, { frequency: note });
  const volume = new GainNode(context, { gain: LOUDNESS });
  volume.gain.setTargetAtTime(0, begin + LENGTH / 2, LENGTH / 6); // fades, so that it does not click
  tone.connect(volume).connect(context.destination);
  tone.start(begin);
  tone.stop(begin + 2 * LENGTH);
}
