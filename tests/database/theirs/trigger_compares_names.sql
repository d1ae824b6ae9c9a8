-- latin1 patients whose trigger compares a name with a table in the collation of the database. Taken over.
-- [made utf8mb4] latin1_tables
CREATE TABLE vips (name VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci PRIMARY KEY, seen INT NOT NULL DEFAULT 0);
INSERT INTO vips (name) VALUES ('Lefèvre');
CREATE TRIGGER seen AFTER INSERT ON patients FOR EACH ROW UPDATE vips SET seen = seen + 1 WHERE name = NEW.last_name
-- [person] 4711 | Lefèvre | Amélie
-- [person] 4712 | MAES | an
-- [theirs utf8mb4]
INSERT INTO patients (last_name, first_name) VALUES ('Lefèvre', 'Luc');
SELECT seen FROM vips WHERE seen = 1
