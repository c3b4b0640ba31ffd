DROP TABLE site_state;
DROP TABLE matches;
