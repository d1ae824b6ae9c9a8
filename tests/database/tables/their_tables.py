"""Tables as the hospital's own program may have made them, with rows. No test here."""

from __future__ import annotations

import pytest

PLAIN = """
CREATE TABLE specialties (id INT(4) AUTO_INCREMENT PRIMARY KEY, name VARCHAR(30));
CREATE TABLE doctors (id INT(4) AUTO_INCREMENT PRIMARY KEY, specialty_id INT(4) NOT NULL,
    last_name VARCHAR(30),
    first_name VARCHAR(30), FOREIGN KEY (specialty_id) REFERENCES specialties(id));
CREATE TABLE patients (id INT(4) AUTO_INCREMENT PRIMARY KEY, last_name VARCHAR(30), first_name VARCHAR(30),
    birth_date DATE NOT NULL);
CREATE TABLE consultations (id INT(4) AUTO_INCREMENT PRIMARY KEY, doctor_id INT(4) NOT NULL,
    patient_id INT(4) NULL,
    date DATE, hour VARCHAR(10), reason VARCHAR(100), UNIQUE KEY uq_slot (doctor_id, date, hour),
    FOREIGN KEY (doctor_id) REFERENCES doctors(id), FOREIGN KEY (patient_id) REFERENCES patients(id))
"""

LATIN1 = PLAIN.replace("NULL);", "NULL) CHARSET latin1;").replace(
    "name VARCHAR(30));", "name VARCHAR(30)) CHARSET latin1;"
)
MYISAM = """
CREATE TABLE specialties (id INT AUTO_INCREMENT PRIMARY KEY, name CHAR(30) NOT NULL)
    ENGINE MyISAM CHARSET latin1;
CREATE TABLE doctors (id INT AUTO_INCREMENT PRIMARY KEY, specialty_id INT, last_name VARCHAR(30) NOT NULL,
    first_name VARCHAR(30) NOT NULL) ENGINE MyISAM CHARSET latin1;
CREATE TABLE patients (id INT AUTO_INCREMENT PRIMARY KEY, last_name VARCHAR(30) NOT NULL,
    first_name TEXT NOT NULL, birth_date DATE NOT NULL) ENGINE MyISAM CHARSET latin1;
CREATE TABLE consultations (id INT AUTO_INCREMENT PRIMARY KEY, doctor_id INT NOT NULL, patient_id INT,
    date DATE NOT NULL, hour VARCHAR(5) NOT NULL, reason TEXT) ENGINE MyISAM CHARSET latin1
"""
UNSIGNED = """
CREATE TABLE specialties (id SMALLINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(60)) CHARSET utf8mb3;
CREATE TABLE doctors (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, specialty_id SMALLINT UNSIGNED NOT NULL,
    last_name VARCHAR(60), first_name VARCHAR(60),
    CONSTRAINT d_s FOREIGN KEY (specialty_id) REFERENCES specialties(id) ON UPDATE CASCADE) CHARSET utf8mb3;
CREATE TABLE patients (id SMALLINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, last_name VARCHAR(60),
    first_name VARCHAR(60), birth_date DATE NOT NULL DEFAULT '1900-01-01' COMMENT 'né(e) le') CHARSET utf8mb3;
CREATE TABLE consultations (id BIGINT AUTO_INCREMENT PRIMARY KEY, doctor_id INT UNSIGNED,
    patient_id SMALLINT UNSIGNED, date DATE, hour TIME, reason VARCHAR(255),
    UNIQUE KEY theirs (date, hour, doctor_id), KEY their_patient (patient_id),
    CONSTRAINT c_d FOREIGN KEY (doctor_id) REFERENCES doctors(id),
    CONSTRAINT c_p FOREIGN KEY (patient_id) REFERENCES patients(id) ON DELETE SET NULL) CHARSET utf8mb3
"""
PATIENTS_ONLY = """
CREATE TABLE patients (id INT AUTO_INCREMENT PRIMARY KEY, last_name VARCHAR(30), first_name VARCHAR(30),
    birth_date DATE NOT NULL)
"""

ROWS = """
INSERT INTO specialties VALUES (1, 'Gynécologie'), (2, 'Neurologie');
INSERT INTO doctors (id, specialty_id, last_name, first_name) VALUES
    (1, 1, 'Crêvecœur', 'Zoë'), (7, 2, 'Maes', 'An');
INSERT INTO patients (id, last_name, first_name, birth_date) VALUES (1, 'Noël', 'Gérard', '1970-02-03'),
    (2, 'Durand', 'Léa', '1988-12-31');
INSERT INTO consultations (id, doctor_id, patient_id, date, hour, reason) VALUES
    (10, 1, 1, '2030-01-07', '9:00', 'Contrôle à l’œil'), (11, 1, NULL, '2030-01-07', '10:00', NULL),
    (12, 7, NULL, '2030-01-07', '09:30', NULL), (13, 7, 2, '2030-01-07', '09:00', '')
"""

every_make = pytest.mark.parametrize(
    "tables", [PLAIN, LATIN1, MYISAM, UNSIGNED], ids=["plain", "latin1", "myisam", "unsigned"]
)
