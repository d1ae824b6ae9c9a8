-- Views in the collation of the database, one of them over the other, and one that is broken already. Taken over.
-- [made utf8mb4] latin1_tables
CREATE TABLE vips (name VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci PRIMARY KEY, seen INT NOT NULL DEFAULT 0);
INSERT INTO vips (name) VALUES ('Lefèvre');
CREATE VIEW important AS SELECT patients.id, v.name FROM patients JOIN vips AS v ON v.name = patients.last_name;
CREATE VIEW most_important AS SELECT COUNT(*) AS number FROM important;
CREATE TABLE gone (id INT);
CREATE VIEW broken AS SELECT p.id FROM patients AS p JOIN gone ON gone.id = p.id;
DROP TABLE gone
-- [person] 4711 | Lefèvre | Amélie
-- [person] 4712 | MAES | an
-- [theirs utf8mb4]
SELECT number FROM most_important WHERE number = 1
