// What the keyboard is set to (capitals, page, accents) and what each key makes of it and of the field in use.
// No markup and no fingers here: two keys may be pressed before anything is drawn again, and both must be right.
import { accentsOf, capital } from "./accents.js";
import { changeLetter, eraseBack, letterBefore, textBefore, write } from "./typing.js";

/** @typedef {import("./typing.js").TextField} TextField */

export class Board {
  /** @type {TextField | null} */
  #field = null;
  /** @type {"on" | "off" | "offered"} */
  #shift = "offered";
  /** "once" by holding a letter: until the next one. */
  /** @type {"closed" | "open" | "once"} */
  #accents = "closed";
  /** A letter that is held down, whose accents are shown before it is written. */
  #awaited = "";

  /** @type {"letters" | "symbols"} */
  page = "letters";

  /** @param {TextField | null} field the field in use from now on */
  use(field) {
    if (field === this.#field) return;
    this.#field = field;
    this.#shift = "offered";
    this.page = "letters";
    this.#close();
  }

  /** A name begins with a capital, offered, not forced: one touch of the shift key takes it back. */
  get isShifted() {
    if (this.#shift !== "offered") return this.#shift === "on";
    return this.#field?.dataset.keyboard === "name" && /(^|[\s’'-])$/.test(textBefore(this.#field));
  }

  get isAccenting() {
    return this.#accents !== "closed";
  }

  /** The letter whose accents are offered: the one held down, else the one before the caret; or nothing. */
  get accented() {
    if (!this.isAccenting || !this.#field) return "";
    const letter = this.#awaited || letterBefore(this.#field);
    return accentsOf(letter).length ? letter : "";
  }

  /** @param {string} key @returns {string} what this key writes now */
  written(key) {
    if (key === "{space}") return " ";
    return this.isShifted ? capital(key) : key;
  }

  /**
   * @param {string} key
   * @param {boolean} isAccent whether it is one of the accents offered for a letter
   */
  press(key, isAccent = false) {
    if (!this.#field) return;
    switch (key) {
      case "{shift}":
        this.#shift = this.isShifted ? "off" : "on";
        break;
      case "{accents}":
        if (this.isAccenting) this.#close();
        else this.#accents = "open";
        break;
      case "{symbols}":
        this.page = "symbols";
        break;
      case "{letters}":
        this.page = "letters";
        break;
      case "{backspace}":
        eraseBack(this.#field);
        this.#goOn();
        break;
      default:
        if (isAccent) this.#accent(this.#field, key);
        else this.#letter(this.#field, this.written(key));
    }
  }

  /** @param {string} key a key that has been held down for a while @returns {boolean} whether that changes anything */
  hold(key) {
    const letter = this.written(key);
    if (!accentsOf(letter).length) return false;
    this.#awaited = letter;
    if (!this.isAccenting) this.#accents = "once";
    return true;
  }

  /**
   * @param {TextField} field
   * @param {string} letter
   */
  #letter(field, letter) {
    const isHeld = this.#awaited === letter; // its accents stay: whoever holds a key wants them, or is only slow
    write(field, letter);
    if (isHeld) this.#awaited = "";
    else this.#goOn();
    this.#shift = "offered";
  }

  /**
   * @param {TextField} field
   * @param {string} letter
   */
  #accent(field, letter) {
    // A held key that the finger slid off has written nothing yet: there is no letter to change.
    if (this.accented && !this.#awaited) changeLetter(field, letter);
    else write(field, letter);
    this.#close();
    this.#shift = "offered";
  }

  #goOn() {
    this.#shift = "offered";
    this.#awaited = "";
    if (this.#accents === "once") this.#close();
  }

  #close() {
    this.#accents = "closed";
    this.#awaited = "";
  }
}
