-- What several reservation servers share: budgets, the turns of a patient's bookings, and who is in
-- session. These tables are ours
-- alone; nothing of the hospital's is changed, and an older server goes on working beside them.
--
-- Safe to repeat.

-- A budget is how often something may happen to a name or from an address within a time (database/queries/budgets.py).
-- kind: which budget. subject: an address, or the digest of a name, never a name.
-- times: when it happened last, a row of big-endian 8-byte microseconds since 1970 (UTC), by the database's clock.
-- waits, waits_until: how often the subject was blocked in a row, and until when (microseconds).
-- changed_at: the last change (microseconds); a row that did not change for long is deleted.
CREATE TABLE IF NOT EXISTS borne_budgets (
    kind TINYINT UNSIGNED NOT NULL,
    subject VARBINARY(32) NOT NULL,
    times MEDIUMBLOB NOT NULL,
    waits INT UNSIGNED NOT NULL,
    waits_until BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (kind, subject),
    KEY budgets_by_change (changed_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

-- How many bookings a patient has made through us. Two bookings of one patient at the same time see each other by
-- this number (database/queries/booking.py). No foreign key: patients is the hospital's table.
CREATE TABLE IF NOT EXISTS borne_booking_turns (
    patient_id BIGINT NOT NULL,
    turn INT UNSIGNED NOT NULL,
    PRIMARY KEY (patient_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

-- Who is in session, a row for each run of a server (database/queries/servers.py).
-- run: drawn at the server's start. name: what LIST_CLIENTS calls it.
-- sessions: a JSON array of [patient's id, the booth's address, begin in microseconds since 1970 (UTC)].
-- seen_at: when the server wrote the row (microseconds); it does so every few seconds while somebody is in session.
CREATE TABLE IF NOT EXISTS borne_servers (
    run BINARY(16) NOT NULL,
    name VARCHAR(255) NOT NULL,
    sessions MEDIUMTEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (run),
    KEY servers_by_seen (seen_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
