-- Triggers instead of foreign keys: a booking looks its patient up, and counts in a MyISAM table. Taken over.
-- [made utf8mb4]
CREATE TABLE specialties (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) NOT NULL) CHARSET latin1 ENGINE MyISAM;
CREATE TABLE doctors (id INT AUTO_INCREMENT PRIMARY KEY, specialty_id INT NOT NULL, last_name VARCHAR(50) NOT NULL,
    first_name VARCHAR(50) NOT NULL) CHARSET latin1 ENGINE MyISAM;
CREATE TABLE patients (id INT AUTO_INCREMENT PRIMARY KEY, last_name VARCHAR(50) NOT NULL, first_name VARCHAR(50) NOT NULL,
    birth_date DATE) CHARSET latin1 ENGINE MyISAM;
CREATE TABLE consultations (id INT AUTO_INCREMENT PRIMARY KEY, doctor_id INT NOT NULL, patient_id INT,
    date DATE NOT NULL, hour TIME NOT NULL, reason VARCHAR(100)) CHARSET latin1 ENGINE MyISAM;
INSERT INTO specialties VALUES (1, 'Gynécologie'), (2, 'Neurologie');
INSERT INTO doctors VALUES (1, 1, 'Crêvecœur', 'Zoë'), (2, 2, 'Maes', 'An');
INSERT INTO patients (id, last_name, first_name, birth_date) VALUES (4711, 'Lefèvre', 'Amélie', '1980-02-03'), (4712, 'Maes', 'An', '1990-04-05');
INSERT INTO consultations VALUES (10, 1, 4711, '2030-01-07', '09:00', 'Contrôle'), (11, 2, NULL, '2030-01-07', '10:00', NULL);
CREATE TABLE log (id INT AUTO_INCREMENT PRIMARY KEY, what VARCHAR(20)) ENGINE MyISAM;
CREATE TRIGGER known BEFORE UPDATE ON consultations FOR EACH ROW
    IF NEW.patient_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM patients WHERE patients.id = NEW.patient_id) THEN SIGNAL SQLSTATE '45000'; END IF;
CREATE TRIGGER logged AFTER UPDATE ON consultations FOR EACH ROW INSERT INTO log (what) VALUES ('patients of doctors')
-- [person] 4711 | Lefèvre | Amélie
-- [person] 4712 | MAES | an
-- [theirs utf8mb4]
UPDATE consultations SET patient_id = 4712 WHERE id = 10;
SELECT COUNT(*) FROM log HAVING COUNT(*) = 1;
INSERT INTO consultations (doctor_id, date, hour) VALUES (2, '2030-01-08', '11:00')
