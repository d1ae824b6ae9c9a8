-- The accounts of the database, once, on any node. Replace CHANGE-ME: it goes into database-password on both servers.

CREATE USER IF NOT EXISTS 'borne'@'@server-1.address@' IDENTIFIED BY 'CHANGE-ME';
CREATE USER IF NOT EXISTS 'borne'@'@server-2.address@' IDENTIFIED BY 'CHANGE-ME';
GRANT ALL ON borne.* TO 'borne'@'@server-1.address@';
GRANT ALL ON borne.* TO 'borne'@'@server-2.address@';

-- For HAProxy's check: without a right it sees a node's state, and no table.
CREATE USER IF NOT EXISTS 'borne_check'@'@server-1.address@';
CREATE USER IF NOT EXISTS 'borne_check'@'@server-2.address@';
