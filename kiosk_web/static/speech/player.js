// Plays speech sentence by sentence, fetching the next while one plays. Promises: new speech cancels the old, requests
// under way included; nothing spoken is kept; a voice that fails or hangs is skipped, so that `isSpeaking` ends.
import { sentences } from "./aloud.js";

/** @typedef {import("./aloud.js").Piece} Piece */
/** @typedef {Piece | (() => Piece[])} Item a function is called when its turn comes, for the page as it is then */
/** @typedef {{ ended: Promise<void>, stop: () => void, setVolume: (volume: number) => void }} Playing */
/** @typedef {(audio: string, volume: number) => Playing} Play `volume` from 0 to 1 */

/** Volume in steps that sound even, which they are not in figures. */
export const LOUDNESS = [0.12, 0.25, 0.45, 0.7, 1];
/** Milliseconds to wait for the voice, which usually answers in 20. */
const FETCH_MS = 5_000;
/** Milliseconds that a sentence may play beyond its stated length. */
const GRACE_MS = 3_000;
/** Milliseconds that a sentence may play at most, whatever its stated length. */
const LONGEST_MS = 60_000;

/**
 * @param {object} options
 * @param {(text: string, language: string) => Promise<import("../types.js").Reply>} options.speak
 * @param {Play} options.play
 * @param {() => void} options.onNoVoice the booth has no voice at all
 */
export function createPlayer({ speak, play, onNoVoice }) {
  /** @type {Item[]} */
  let waiting = [];
  /** @type {Playing | null} */
  let playing = null;
  let loudness = 1;
  let turn = 0;
  let isRunning = false;

  /** @param {Piece} piece @returns {Promise<string | null>} null if the voice has no answer */
  const voiceOf = async ({ text, language }) => {
    const mine = turn;
    const reply = await inTime(speak(text, language)).catch(() => null);
    if (reply?.code === "NO_VOICE" && turn === mine) {
      stop();
      onNoVoice();
    }
    const audio = reply?.ok?.audio;
    return typeof audio === "string" ? audio : null;
  };

  const fetchNext = () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      if (typeof item !== "function") return voiceOf(item);
      waiting.unshift(...item().flatMap(sentences));
    }
    return null;
  };

  const run = async () => {
    const mine = turn;
    isRunning = true;
    let next = fetchNext();
    while (next) {
      const audio = await next;
      if (turn !== mine) return;
      next = fetchNext();
      if (audio) {
        playing = play(audio, loudness);
        await playing.ended;
        if (turn !== mine) return;
        playing = null;
      }
      next ??= fetchNext(); // something may have been added meanwhile
    }
    isRunning = false;
  };

  const stop = () => {
    turn += 1;
    waiting = [];
    isRunning = false;
    const silenced = playing;
    playing = null;
    silenced?.stop();
  };

  /** @param {Item[]} items said after what is being said now */
  const add = (items) => {
    for (const item of items) waiting.push(...(typeof item === "function" ? [item] : sentences(item)));
    if (!isRunning) void run();
  };

  return {
    add,
    stop,
    /** @param {Item[]} items said now, instead of everything before */
    say: (items) => {
      stop();
      add(items);
    },
    /** @param {number} volume */
    setLoudness: (volume) => {
      loudness = volume;
      playing?.setVolume(volume);
    },
    isSpeaking: () => isRunning,
  };
}

/**
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 */
function inTime(answer) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error("the voice did not answer")), FETCH_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(limit));
  });
}

/** @returns {Play} plays through one audio element, emptied after every sentence */
export function createAudio() {
  const element = new Audio();
  return (audio, volume) => {
    let finish = () => {};
    /** @type {Promise<void>} */
    const ended = new Promise((resolve) => {
      let limit = setTimeout(() => finish(), FETCH_MS);
      finish = () => {
        finish = () => {};
        clearTimeout(limit);
        element.onended = element.onerror = element.onloadedmetadata = null;
        element.pause();
        element.removeAttribute("src");
        element.load(); // releases the sound
        resolve();
      };
      element.onended = element.onerror = () => finish();
      // Without a sound card, `ended` never fires.
      element.onloadedmetadata = () => {
        clearTimeout(limit);
        limit = setTimeout(() => finish(), Math.min(element.duration * 1000 + GRACE_MS, LONGEST_MS));
      };
    });
    element.src = audio;
    element.volume = volume;
    element.play().catch(() => finish());
    return { ended, stop: () => finish(), setVolume: (louder) => (element.volume = louder) };
  };
}
