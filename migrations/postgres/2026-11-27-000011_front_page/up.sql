-- The front page asks for the best pair and how many are nearly as good.
CREATE INDEX matches_total ON matches (total DESC, need_id, capability_id);
-- It counts what may be read of either kind, and whose that is, without looking at the postings themselves.
CREATE INDEX postings_counted ON postings (state, kind, organization_id);
-- It lists the last published, whatever is disclosed of them.
DROP INDEX postings_newest;
CREATE INDEX postings_newest ON postings (state, published_at, id);
-- Whatever is read leaves out those of suspended organizations, which are few.
CREATE INDEX organizations_suspended ON organizations (suspended);
-- Of one organization, these are fewer than all that were published of late.
CREATE INDEX postings_of_organization ON postings (organization_id, state, published_at);
