-- Text encoded twice in utf8mb4 columns, and once in some rows: two programs, one of which connects with latin1. Repaired.
-- [made latin1]
CREATE TABLE specialties (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) NOT NULL) CHARSET utf8mb4;
CREATE TABLE doctors (id INT AUTO_INCREMENT PRIMARY KEY, specialty_id INT NOT NULL, last_name VARCHAR(50) NOT NULL,
    first_name VARCHAR(50) NOT NULL) CHARSET utf8mb4;
CREATE TABLE patients (id INT AUTO_INCREMENT PRIMARY KEY, last_name VARCHAR(60) NOT NULL,
    first_name VARCHAR(60) NOT NULL, birth_date DATE) CHARSET utf8mb4;
CREATE TABLE consultations (id INT AUTO_INCREMENT PRIMARY KEY, doctor_id INT NOT NULL, patient_id INT,
    date DATE NOT NULL, hour TIME NOT NULL, reason VARCHAR(100)) CHARSET utf8mb4;
INSERT INTO specialties VALUES (1, 'Gynécologie');
INSERT INTO doctors VALUES (1, 1, 'Müller', 'Zoë');
INSERT INTO patients VALUES (1, 'Łukasiewicz', 'Żaneta', NULL), (2, 'Nguyễn', 'Ngọc', NULL);
INSERT INTO consultations VALUES (10, 1, 1, '2030-01-07', '09:00', 'Œil'), (11, 1, NULL, '2030-01-07', '10:00', NULL)
-- [made utf8mb4]
INSERT INTO patients VALUES (3, 'KRÍŽ', 'Voß–Weiß', NULL), (4, 'Şahin', 'Özgür', NULL);
INSERT INTO doctors VALUES (2, 1, 'Évrard', 'Benoît')
-- [options] repair
-- [person] 1 | Łukasiewicz | Żaneta
-- [person] 2 | Nguyễn | Ngọc
-- [person] 3 | KRÍŽ | Voß–Weiß
-- [person] 4 | Şahin | Özgür
-- [theirs utf8mb4]
SELECT COUNT(*) FROM patients WHERE last_name = 'Łukasiewicz' AND first_name = 'Żaneta';
SELECT COUNT(*) FROM doctors WHERE last_name IN ('Müller', 'Évrard')
