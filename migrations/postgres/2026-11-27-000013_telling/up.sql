-- What a letter is about, and how it stands to others.
ALTER TABLE letters ADD COLUMN topic TEXT NOT NULL DEFAULT '';
-- Of letters that are due, those with the lower number go first.
ALTER TABLE letters ADD COLUMN urgency INTEGER NOT NULL DEFAULT 0;
-- Letters to one reader about one subject, and the message that this one follows.
ALTER TABLE letters ADD COLUMN thread TEXT;
ALTER TABLE letters ADD COLUMN in_reply_to TEXT;
-- Where one click ends letters of this topic.
ALTER TABLE letters ADD COLUMN unsubscribe TEXT;
-- When it was given up.
ALTER TABLE letters ADD COLUMN failed_at TIMESTAMP;
DROP INDEX letters_due;
CREATE INDEX letters_due ON letters (urgency, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX letters_of_recipient ON letters (recipient, topic, written_at);
CREATE INDEX letters_thread ON letters (recipient, thread) WHERE thread IS NOT NULL;

-- Addresses that mail servers refused for good.
CREATE TABLE unreachable (
    email TEXT NOT NULL PRIMARY KEY,
    reason TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);

-- When somebody wants to be written to, if it isn't as usual. The token ends letters without signing in.
CREATE TABLE mail_settings (
    user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    token TEXT NOT NULL UNIQUE,
    time_zone TEXT NOT NULL,
    digest_hour INTEGER NOT NULL,
    quiet_from INTEGER NOT NULL,
    quiet_to INTEGER NOT NULL
);

CREATE TABLE mail_paces (
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    topic TEXT NOT NULL,
    pace TEXT NOT NULL,
    PRIMARY KEY (user_id, topic)
);

-- How somebody wants to hear of one posting's matches, where it differs from the rest.
CREATE TABLE posting_paces (
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    posting_id BIGINT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
    pace TEXT NOT NULL,
    PRIMARY KEY (user_id, posting_id)
);
CREATE INDEX posting_paces_posting ON posting_paces (posting_id);

-- What people are told on the site; the event is JSON, and put into words when it is read.
CREATE TABLE notifications (
    id BIGINT NOT NULL PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    public_id TEXT NOT NULL UNIQUE,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    topic TEXT NOT NULL,
    event TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    read_at TIMESTAMP,
    -- When it goes into a letter with others; NULL: told by mail, or not to be.
    mail_at TIMESTAMP
);
CREATE INDEX notifications_of_user ON notifications (user_id, id);
CREATE INDEX notifications_unread ON notifications (user_id) WHERE read_at IS NULL;
CREATE INDEX notifications_due ON notifications (mail_at) WHERE mail_at IS NOT NULL;

-- The score with which a pair was told of last. What was kept before counts as told.
CREATE TABLE told_pairs (
    need_id BIGINT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
    capability_id BIGINT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
    score INTEGER NOT NULL,
    PRIMARY KEY (need_id, capability_id)
);
CREATE INDEX told_pairs_capability ON told_pairs (capability_id);
INSERT INTO told_pairs (need_id, capability_id, score)
    SELECT need_id, capability_id, CAST(ROUND(total) AS INTEGER) FROM matches WHERE total >= 79.5;

CREATE TABLE saved_searches (
    id BIGINT NOT NULL PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    public_id TEXT NOT NULL UNIQUE,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- The query string of the search page, as it was.
    query TEXT NOT NULL,
    pace TEXT NOT NULL,
    saved_at TIMESTAMP NOT NULL,
    -- The change up to which postings were looked through.
    revision BIGINT NOT NULL
);
CREATE INDEX saved_searches_user ON saved_searches (user_id);
CREATE INDEX saved_searches_revision ON saved_searches (revision);

-- What a saved search has told of.
CREATE TABLE found_postings (
    search_id BIGINT NOT NULL REFERENCES saved_searches (id) ON DELETE CASCADE,
    posting_id BIGINT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
    PRIMARY KEY (search_id, posting_id)
);
CREATE INDEX found_postings_posting ON found_postings (posting_id);

-- The address that a link confirms, where that isn't the account's.
ALTER TABLE links ADD COLUMN email TEXT;
