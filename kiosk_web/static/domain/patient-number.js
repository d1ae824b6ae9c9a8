// The patient number as people see and type it: in groups of three, with a check digit that reveals a typing error.

/** @param {string} text @returns {string} the digits alone */
export function digitsOf(text) {
  return text.replace(/\D/g, "");
}

/** @param {string | number} number @returns {string} "123 456 782" */
export function grouped(number) {
  return digitsOf(String(number)).replace(/(\d{3})(?=\d)/g, "$1 ");
}

/**
 * Return whether a number looks mistyped. Our own numbers have nine digits and end in a Luhn check digit; numbers from
 * other programs may not, so this is a reason to ask, never to refuse.
 * @param {string} digits
 */
export function looksMistyped(digits) {
  if (digits.length !== 9) return false;
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 !== 0;
}
