-- Files that go with a posting. They never change: a version names those that it has.
CREATE TABLE attachments (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    public_id TEXT NOT NULL UNIQUE,
    organization_id BIGINT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content BLOB NOT NULL,
    uploaded_at TIMESTAMP NOT NULL,
    -- Whether a version names it, so that it stays.
    kept BOOLEAN NOT NULL
);
CREATE INDEX attachments_of_organization ON attachments (organization_id);
-- The identifiers of its attachments in their order, separated by spaces.
ALTER TABLE versions ADD COLUMN attachments TEXT NOT NULL DEFAULT '';

-- What somebody says is wrong with a posting, or with an organization.
CREATE TABLE reports (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    public_id TEXT NOT NULL UNIQUE,
    -- The one that is reported, or whose posting is.
    organization_id BIGINT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    posting_id BIGINT REFERENCES postings (id) ON DELETE CASCADE,
    reporter_id BIGINT REFERENCES users (id) ON DELETE SET NULL,
    ground TEXT NOT NULL,
    words TEXT,
    state TEXT NOT NULL,
    reported_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    decided_by BIGINT REFERENCES users (id) ON DELETE SET NULL,
    reason TEXT,
    claimed_by BIGINT REFERENCES users (id) ON DELETE SET NULL,
    claimed_until TIMESTAMP
);
CREATE INDEX reports_waiting ON reports (state, reported_at);
-- Without a reference, which SQLite can't take back: the claim of somebody who is gone is none.
ALTER TABLE verifications ADD COLUMN claimed_by BIGINT;
ALTER TABLE verifications ADD COLUMN claimed_until TIMESTAMP;

-- What the site's administrators decided otherwise than the program does by itself.
CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- The site's own texts, as Markdown.
CREATE TABLE site_texts (
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    markdown TEXT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (name, language)
);

-- Reasons that moderators choose from, besides and instead of those of the program.
CREATE TABLE reasons (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    -- Of one of the program's reasons its code.
    code TEXT NOT NULL UNIQUE,
    -- Null for one of the program's.
    text_en TEXT,
    text_zh TEXT,
    retired BOOLEAN NOT NULL
);

-- Entries that a site adds to the official code lists, below an official one.
CREATE TABLE code_additions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    list TEXT NOT NULL,
    code TEXT NOT NULL,
    parent TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    retired BOOLEAN NOT NULL,
    added_at TIMESTAMP NOT NULL,
    UNIQUE (list, code)
);

-- Tables of postings that were uploaded, until somebody says that they are to be taken over.
CREATE TABLE uploads (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    public_id TEXT NOT NULL UNIQUE,
    organization_id BIGINT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    uploaded_by BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- What its rows are where they don't say it.
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    uploaded_at TIMESTAMP NOT NULL
);

-- How often a posting was opened on a day.
CREATE TABLE views (
    posting_id BIGINT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
    day DATE NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (posting_id, day)
);
