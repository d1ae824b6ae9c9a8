-- latin1 columns with UTF-8 in them: a program that sends UTF-8 over a connection that says latin1. Refused.
-- [made latin1]
CREATE TABLE specialties (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) NOT NULL) CHARSET latin1;
CREATE TABLE doctors (id INT AUTO_INCREMENT PRIMARY KEY, specialty_id INT NOT NULL, last_name VARCHAR(50) NOT NULL,
    first_name VARCHAR(50) NOT NULL) CHARSET latin1;
CREATE TABLE patients (id INT AUTO_INCREMENT PRIMARY KEY, last_name VARCHAR(50) NOT NULL,
    first_name VARCHAR(50) NOT NULL, birth_date DATE) CHARSET latin1;
CREATE TABLE consultations (id INT AUTO_INCREMENT PRIMARY KEY, doctor_id INT NOT NULL, patient_id INT,
    date DATE NOT NULL, hour TIME NOT NULL, reason VARCHAR(100)) CHARSET latin1;
INSERT INTO specialties VALUES (1, 'Gynécologie'), (2, 'Neurologie');
INSERT INTO doctors VALUES (1, 1, 'Crêvecœur', 'Zoë'), (2, 2, 'Maes', 'An');
INSERT INTO patients VALUES (4711, 'Lefèvre', 'Amélie', NULL), (4712, 'Maes', 'An', NULL);
INSERT INTO consultations VALUES (10, 1, 4711, '2030-01-07', '09:00', 'Contrôle à l’œil'), (11, 2, NULL, '2030-01-07', '10:00', NULL)
-- [refused] specialties 1: name is UTF-8 that was stored as latin1
-- [refused] doctors 1: last_name is UTF-8 that was stored as latin1
-- [refused] patients, 1 rows (init --dry-run lists them): last_name is UTF-8
-- [refused] consultations 10: reason is UTF-8
-- [refused] init --repair-encoding repairs these texts
