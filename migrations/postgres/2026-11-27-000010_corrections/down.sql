ALTER TABLE versions DROP COLUMN replaced;
