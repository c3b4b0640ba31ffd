DROP TABLE postings;
DROP TABLE organizations;
