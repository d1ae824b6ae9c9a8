-- A trigger that refuses a booking for a patient number over five digits. Refused.
-- [made utf8mb4] latin1_tables
CREATE TRIGGER small BEFORE UPDATE ON consultations FOR EACH ROW
    IF NEW.patient_id > 99999 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no such patient'; END IF
-- [refused] a booking would fail: error 1644, no such patient; it was: UPDATE consultations
