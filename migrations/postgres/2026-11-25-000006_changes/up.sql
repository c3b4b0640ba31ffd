-- The change that a row was last written in: what changed since another one is found by it.
ALTER TABLE organizations ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
ALTER TABLE postings ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
CREATE INDEX organizations_revision ON organizations (revision);
CREATE INDEX postings_revision ON postings (revision);
-- Tells one database from another: files that were written beside one are of no use beside the other.
ALTER TABLE site_state ADD COLUMN identity TEXT NOT NULL DEFAULT '';
UPDATE site_state SET identity = md5(random()::text || clock_timestamp()::text);
-- Lists of matches are kept up one by one: which of the two lists hold a pair takes the place of its
-- rank in them. Matches are made anew.
DELETE FROM matches;
UPDATE site_state SET matches_revision = 0, matches_engine = '';
ALTER TABLE matches DROP COLUMN rank_for_need;
ALTER TABLE matches DROP COLUMN rank_for_capability;
ALTER TABLE matches ADD COLUMN need_holds BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE matches ADD COLUMN capability_holds BOOLEAN NOT NULL DEFAULT FALSE;
