-- A view, and a view over it, that compare a name in another collation. Refused.
-- [made utf8mb4] latin1_tables
CREATE TABLE vips (name VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci PRIMARY KEY, seen INT NOT NULL DEFAULT 0);
INSERT INTO vips (name) VALUES ('Lefèvre');
CREATE VIEW important AS SELECT p.id, v.name FROM patients AS p JOIN vips AS v ON v.name = p.last_name;
CREATE VIEW most_important AS SELECT COUNT(*) AS number FROM important
-- [refused] SELECT of the view important works now and would fail: error 1267
-- [refused] SELECT of the view most_important works now
