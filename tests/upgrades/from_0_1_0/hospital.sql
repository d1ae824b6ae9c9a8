-- Invented. 2030-01-07 is a Monday.
INSERT INTO specialties (id, name) VALUES (1, 'Cardiologie'), (2, 'Ophtalmologie'), (3, 'Neurologie');
INSERT INTO doctors (id, specialty_id, last_name, first_name) VALUES
  (1, 1, 'Lefèvre', 'Amélie'), (2, 1, 'D''Hondt', 'Jan'), (3, 2, 'Çelik', 'Ayşe');
INSERT INTO patients (id, last_name, first_name, birth_date) VALUES
  (402817365, 'Durand', 'Zoé', '1950-02-03'), (512345678, 'Van den Berg', 'Piet', NULL);
INSERT INTO consultations (id, doctor_id, patient_id, date, hour, reason) VALUES
  (11, 1, NULL, '2030-01-07', '09:00', NULL), (12, 1, NULL, '2030-01-07', '10:00', NULL),
  (13, 2, NULL, '2030-01-07', '09:00', NULL), (14, 3, NULL, '2030-01-08', '09:30', NULL),
  (15, 3, 512345678, '2030-01-08', '10:30', 'Contrôle'), (16, 3, NULL, '2030-03-11', '14:00', NULL);
