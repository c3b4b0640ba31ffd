DROP INDEX postings_of_organization;
DROP INDEX organizations_suspended;
DROP INDEX postings_newest;
CREATE INDEX postings_newest ON postings (state, disclosure, published_at);
DROP INDEX postings_counted;
DROP INDEX matches_total;
