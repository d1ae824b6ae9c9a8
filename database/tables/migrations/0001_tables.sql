-- The tables of the hospital's brief, with the keys that make a double booking impossible.
--
-- Safe to repeat. `python -m database init` first converts tables that the hospital's own program made
-- (database/tables/takeover.py). database/tables/blueprint.py repeats the columns, keys and references of this
-- file.

CREATE TABLE IF NOT EXISTS specialties (
    id INT NOT NULL AUTO_INCREMENT,
    name VARCHAR(50) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS doctors (
    id INT NOT NULL AUTO_INCREMENT,
    specialty_id INT NOT NULL,
    last_name VARCHAR(50) NOT NULL,
    first_name VARCHAR(50) NOT NULL,
    PRIMARY KEY (id),
    KEY doctors_by_specialty (specialty_id),
    CONSTRAINT doctors_have_a_specialty FOREIGN KEY (specialty_id) REFERENCES specialties (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

-- The id is the patient's number, drawn by the server (database/queries/numbers.py): no AUTO_INCREMENT, it could be guessed.
CREATE TABLE IF NOT EXISTS patients (
    id INT NOT NULL,
    last_name VARCHAR(50) NOT NULL,
    first_name VARCHAR(50) NOT NULL,
    birth_date DATE NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

-- No patient: the consultation is free.
-- one_place_at_a_time: a patient has one consultation at a date and hour (NULLs never collide).
-- free_by_date, free_by_doctor: a search reads free consultations in the order of the reply and stops at its limit;
-- id is their last column, as in every index of InnoDB.
-- hours_of_a_day: a TIME goes from -838 to 838 hours, and a reply says HH:MM.
CREATE TABLE IF NOT EXISTS consultations (
    id INT NOT NULL AUTO_INCREMENT,
    doctor_id INT NOT NULL,
    patient_id INT NULL,
    date DATE NOT NULL,
    hour TIME NOT NULL,
    reason VARCHAR(255) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY one_patient_at_a_time (doctor_id, date, hour),
    UNIQUE KEY one_place_at_a_time (patient_id, date, hour),
    KEY free_by_date (patient_id, date, hour, doctor_id),
    KEY free_by_doctor (doctor_id, patient_id, date, hour),
    CONSTRAINT hours_of_a_day CHECK (hour >= '00:00:00' AND hour < '24:00:00'),
    CONSTRAINT consultations_have_a_doctor FOREIGN KEY (doctor_id) REFERENCES doctors (id),
    CONSTRAINT consultations_may_have_a_patient FOREIGN KEY (patient_id) REFERENCES patients (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

-- What a doctor wrote after a consultation; several for one are allowed (an addendum is a report of its own).
CREATE TABLE IF NOT EXISTS reports (
    id INT NOT NULL AUTO_INCREMENT,
    consultation_id INT NOT NULL,
    description TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (id),
    KEY reports_by_consultation (consultation_id),
    CONSTRAINT reports_are_about_a_consultation FOREIGN KEY (consultation_id) REFERENCES consultations (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
