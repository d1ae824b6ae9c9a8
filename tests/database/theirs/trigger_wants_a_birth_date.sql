-- A trigger that refuses a patient without a birth date by SIGNAL. Refused.
-- [made utf8mb4] latin1_tables
CREATE TRIGGER born BEFORE INSERT ON patients FOR EACH ROW
    IF NEW.birth_date IS NULL THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no birth date'; END IF
-- [refused] a registration would fail: error 1644, no birth date
