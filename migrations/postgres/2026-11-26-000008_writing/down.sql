DROP TABLE lives;
DROP TABLE versions;
DROP TABLE drafts;
