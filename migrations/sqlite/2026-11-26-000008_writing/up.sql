-- What somebody is writing, as the form holds it: a JSON object of lists of texts by field.
CREATE TABLE drafts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    public_id TEXT NOT NULL UNIQUE,
    organization_id BIGINT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    author_id BIGINT REFERENCES users (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    -- The posting that it is to change.
    posting_id BIGINT UNIQUE REFERENCES postings (id) ON DELETE CASCADE,
    fields TEXT NOT NULL,
    -- Counts the times that it was saved: who saves says which one it began from.
    revision BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by BIGINT REFERENCES users (id) ON DELETE SET NULL
);
CREATE INDEX drafts_of_organization ON drafts (organization_id);

-- What was submitted, word by word (the posting as JSON), and what moderators said to it.
CREATE TABLE versions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    posting_id BIGINT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    author_id BIGINT REFERENCES users (id) ON DELETE SET NULL,
    content TEXT NOT NULL,
    state TEXT NOT NULL,
    -- What the author says to the moderator.
    message TEXT,
    -- Whether another moderator is asked to look at what one refused.
    appeal BOOLEAN NOT NULL,
    submitted_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    decided_by BIGINT REFERENCES users (id) ON DELETE SET NULL,
    reason TEXT,
    -- Who is looking at it, and until when nobody else does.
    claimed_by BIGINT REFERENCES users (id) ON DELETE SET NULL,
    claimed_until TIMESTAMP,
    UNIQUE (posting_id, number)
);
CREATE INDEX versions_waiting ON versions (state, submitted_at);

-- How long a posting is open, and why it is closed.
CREATE TABLE lives (
    posting_id BIGINT NOT NULL PRIMARY KEY REFERENCES postings (id) ON DELETE CASCADE,
    expires_at TIMESTAMP NOT NULL,
    reminded BOOLEAN NOT NULL,
    closed_as TEXT
);
CREATE INDEX lives_expiring ON lives (expires_at);
