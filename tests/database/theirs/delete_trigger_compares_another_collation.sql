-- A trigger that neither a booth nor their INSERT fires: their DELETE of a patient would fail. Refused.
-- [made utf8mb4] latin1_tables
CREATE TABLE vips (name VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci PRIMARY KEY, seen INT NOT NULL DEFAULT 0);
CREATE TRIGGER gone AFTER DELETE ON patients FOR EACH ROW UPDATE vips SET seen = 0 WHERE name = OLD.last_name
-- [refused] DELETE FROM patients works now and would fail: error 1267
