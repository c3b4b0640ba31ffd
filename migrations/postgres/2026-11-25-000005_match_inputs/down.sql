ALTER TABLE matches DROP COLUMN inputs;
ALTER TABLE matches DROP COLUMN weights;
ALTER TABLE matches DROP COLUMN for_capability;
ALTER TABLE matches DROP COLUMN for_need;
ALTER TABLE matches DROP COLUMN inferred;
