-- A trigger that no registration fires, but their own program: UPDATE of a patient would fail. Refused.
-- [made utf8mb4] latin1_tables
CREATE TABLE vips (name VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci PRIMARY KEY, seen INT NOT NULL DEFAULT 0);
INSERT INTO vips (name) VALUES ('Lefèvre');
CREATE TRIGGER seen AFTER UPDATE ON patients FOR EACH ROW UPDATE vips SET seen = seen + 1 WHERE name = NEW.last_name
-- [refused] UPDATE patients works now and would fail: error 1267
