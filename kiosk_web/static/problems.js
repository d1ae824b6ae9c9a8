// The sentence for each code, the protocol's and the bridge's own. A test checks that none is missing.

/** @type {Record<string, string>} */
export const PROBLEMS = {
  BAD_REQUEST: "problem-bad-request",
  UNKNOWN_COMMAND: "problem-defect",
  FRAME_TOO_LARGE: "problem-defect",
  NOT_LOGGED_IN: "problem-session-expired",
  ALREADY_LOGGED_IN: "problem-defect",
  LOGIN_REFUSED: "problem-login-refused",
  TOO_MANY_ATTEMPTS: "problem-too-many-attempts",
  TOO_MANY_REGISTRATIONS: "problem-too-many-registrations",
  TOO_MANY_BOOKINGS: "problem-too-many-bookings",
  NOT_AVAILABLE: "problem-not-available",
  TIME_CONFLICT: "problem-time-conflict",
  SERVER_BUSY: "problem-server-busy",
  SESSION_EXPIRED: "problem-session-expired",
  SHUTTING_DOWN: "problem-unreachable",
  UNAVAILABLE: "problem-unavailable",
  INTERNAL_ERROR: "problem-defect",
  UNREACHABLE: "problem-unreachable",
  DISCONNECTED: "problem-disconnected",
  PROTOCOL_VIOLATION: "problem-defect",
  BOOTH_STOPPED: "problem-booth-stopped",
};

/** @param {string} code */
export function problemKey(code) {
  return PROBLEMS[code] ?? "problem-defect";
}
