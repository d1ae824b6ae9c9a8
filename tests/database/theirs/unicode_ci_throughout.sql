-- utf8mb4_unicode_ci in every table, compared by a trigger. Taken over, and stays so.
-- [made utf8mb4]
CREATE TABLE specialties (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) NOT NULL) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE TABLE doctors (id INT AUTO_INCREMENT PRIMARY KEY, specialty_id INT NOT NULL, last_name VARCHAR(50) NOT NULL,
    first_name VARCHAR(50) NOT NULL) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE TABLE patients (id INT AUTO_INCREMENT PRIMARY KEY, last_name VARCHAR(50) NOT NULL, first_name VARCHAR(50) NOT NULL,
    birth_date DATE) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE TABLE consultations (id INT AUTO_INCREMENT PRIMARY KEY, doctor_id INT NOT NULL, patient_id INT,
    date DATE NOT NULL, hour TIME NOT NULL, reason VARCHAR(100)) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci;
INSERT INTO specialties VALUES (1, 'Gynécologie'), (2, 'Neurologie');
INSERT INTO doctors VALUES (1, 1, 'Crêvecœur', 'Zoë'), (2, 2, 'Maes', 'An');
INSERT INTO patients (id, last_name, first_name, birth_date) VALUES (4711, 'Lefèvre', 'Amélie', '1980-02-03'), (4712, 'Maes', 'An', '1990-04-05');
INSERT INTO consultations VALUES (10, 1, 4711, '2030-01-07', '09:00', 'Contrôle'), (11, 2, NULL, '2030-01-07', '10:00', NULL);
CREATE TABLE vips (name VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci PRIMARY KEY, seen INT NOT NULL DEFAULT 0);
INSERT INTO vips (name) VALUES ('Lefèvre');
CREATE TRIGGER seen AFTER INSERT ON patients FOR EACH ROW UPDATE vips SET seen = seen + 1 WHERE name = NEW.last_name
-- [person] 4711 | Lefèvre | Amélie
-- [person] 4712 | MAES | an
-- [theirs utf8mb4]
INSERT INTO patients (last_name, first_name) VALUES ('Lefèvre', 'Luc');
SELECT seen FROM vips WHERE seen = 1
