// A store: one value, replaced whole, and listeners that hear of it. No idea of patients.

/**
 * @template {object} S
 * @param {() => S} initial called again by `reset`, so that nothing of the old value is kept
 */
export function createStore(initial) {
  let value = initial();
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const tell = () => listeners.forEach((listener) => listener());
  return {
    get: () => value,
    /** @param {Partial<S>} changes */
    set(changes) {
      value = { ...value, ...changes };
      tell();
    },
    /** @param {Partial<S>} changes */
    reset(changes) {
      value = { ...initial(), ...changes };
      tell();
    },
    /** @param {() => void} listener */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
