ALTER TABLE uploads DROP COLUMN outcome;
