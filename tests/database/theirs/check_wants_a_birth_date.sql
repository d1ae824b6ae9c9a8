-- A CHECK that every patient has a birth date, which a booth does not always know. Refused.
-- [made utf8mb4]
CREATE TABLE specialties (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) NOT NULL) CHARSET latin1;
CREATE TABLE doctors (id INT AUTO_INCREMENT PRIMARY KEY, specialty_id INT NOT NULL, last_name VARCHAR(50) NOT NULL,
    first_name VARCHAR(50) NOT NULL) CHARSET latin1;
CREATE TABLE patients (id INT AUTO_INCREMENT PRIMARY KEY, last_name VARCHAR(50) NOT NULL, first_name VARCHAR(50) NOT NULL,
    birth_date DATE,
    CONSTRAINT born CHECK (birth_date IS NOT NULL)) CHARSET latin1;
CREATE TABLE consultations (id INT AUTO_INCREMENT PRIMARY KEY, doctor_id INT NOT NULL, patient_id INT,
    date DATE NOT NULL, hour TIME NOT NULL, reason VARCHAR(100)) CHARSET latin1;
INSERT INTO specialties VALUES (1, 'Gynécologie'), (2, 'Neurologie');
INSERT INTO doctors VALUES (1, 1, 'Crêvecœur', 'Zoë'), (2, 2, 'Maes', 'An');
INSERT INTO patients (id, last_name, first_name, birth_date) VALUES (4711, 'Lefèvre', 'Amélie', '1980-02-03'), (4712, 'Maes', 'An', '1990-04-05');
INSERT INTO consultations VALUES (10, 1, 4711, '2030-01-07', '09:00', 'Contrôle'), (11, 2, NULL, '2030-01-07', '10:00', NULL)
-- [refused] a registration would fail: error 4025, CONSTRAINT `born` failed
