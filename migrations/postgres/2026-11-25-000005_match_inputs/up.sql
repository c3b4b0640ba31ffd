-- What a match was made from, so that it can be made again and compared. Matches that were made before
-- are made anew.
DELETE FROM matches;
UPDATE site_state SET matches_revision = 0, matches_engine = '';
-- The dimensions that were inferred, by name, set apart by commas.
ALTER TABLE matches ADD COLUMN inferred TEXT NOT NULL DEFAULT '';
-- How well each side serves the other, in thousandths of a point.
ALTER TABLE matches ADD COLUMN for_need INTEGER NOT NULL DEFAULT 0;
ALTER TABLE matches ADD COLUMN for_capability INTEGER NOT NULL DEFAULT 0;
-- The six weights, and a hash of everything that the score depends on.
ALTER TABLE matches ADD COLUMN weights TEXT NOT NULL DEFAULT '';
ALTER TABLE matches ADD COLUMN inputs TEXT NOT NULL DEFAULT '';
