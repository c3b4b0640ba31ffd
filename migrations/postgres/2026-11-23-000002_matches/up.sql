CREATE TABLE matches (
    need_id BIGINT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
    capability_id BIGINT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
    total DOUBLE PRECISION NOT NULL,
    topic DOUBLE PRECISION,
    chain DOUBLE PRECISION,
    stage DOUBLE PRECISION,
    form DOUBLE PRECISION,
    region DOUBLE PRECISION,
    terms DOUBLE PRECISION,
    rank_for_need INTEGER,
    rank_for_capability INTEGER,
    engine_version TEXT NOT NULL,
    computed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (need_id, capability_id)
);

CREATE INDEX matches_of_capability ON matches (capability_id);

-- One row: how often the postings changed, which change the matches were computed from and by
-- which engine, and which process is computing them.
CREATE TABLE site_state (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    postings_revision BIGINT NOT NULL,
    matches_revision BIGINT NOT NULL,
    matches_engine TEXT NOT NULL,
    lease_owner TEXT,
    leased_until TIMESTAMP
);

INSERT INTO site_state (id, postings_revision, matches_revision, matches_engine) VALUES (1, 0, 0, '');
