-- People: what others may call them by, what they are on the site, and their second factor.
ALTER TABLE users ADD COLUMN public_id TEXT NOT NULL DEFAULT '';
UPDATE users SET public_id = 'U-' || upper(hex(randomblob(3)));
CREATE UNIQUE INDEX users_public_id ON users (public_id);
ALTER TABLE users ADD COLUMN staff TEXT;
ALTER TABLE users ADD COLUMN suspended_at TIMESTAMP;
ALTER TABLE users ADD COLUMN totp_secret TEXT;
-- The last time step whose code was taken: a code counts once.
ALTER TABLE users ADD COLUMN totp_step BIGINT;

CREATE TABLE recovery_codes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    UNIQUE (user_id, code_hash)
);

-- The cookie's token is kept as a hash only.
CREATE TABLE sessions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    public_id TEXT NOT NULL UNIQUE,
    token_hash TEXT NOT NULL UNIQUE,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- Whether the second factor was given, or none was needed.
    complete BOOLEAN NOT NULL,
    -- What the person may do changed: the next page brings a new token.
    renew BOOLEAN NOT NULL,
    -- The token before, which other requests under way may still bring, and until when it is good.
    former_hash TEXT,
    former_until TIMESTAMP,
    organization_id BIGINT REFERENCES organizations (id) ON DELETE SET NULL,
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE INDEX sessions_former ON sessions (former_hash);

-- Sign-ups. A job answers them, so that the page takes as long for an address that has an account.
CREATE TABLE registrations (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    token_hash TEXT UNIQUE,
    asked_at TIMESTAMP NOT NULL
);

-- Wishes to reset a password, answered by the same job.
CREATE TABLE reset_requests (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL
);

-- Links that work once: purpose is reset (of user_id) or setup (of the first administrator).
CREATE TABLE links (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    token_hash TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL,
    user_id BIGINT REFERENCES users (id) ON DELETE CASCADE,
    expires_at TIMESTAMP NOT NULL
);

-- Organizations.
ALTER TABLE organizations ADD COLUMN credit_code TEXT;
ALTER TABLE organizations ADD COLUMN size TEXT;
ALTER TABLE organizations ADD COLUMN suspended BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE logos (
    organization_id BIGINT NOT NULL PRIMARY KEY REFERENCES organizations (id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    png BLOB NOT NULL
);

CREATE TABLE mail_domains (
    organization_id BIGINT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    domain TEXT NOT NULL,
    confirmed BOOLEAN NOT NULL,
    PRIMARY KEY (organization_id, domain)
);

CREATE TABLE invitations (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    public_id TEXT NOT NULL UNIQUE,
    token_hash TEXT NOT NULL UNIQUE,
    organization_id BIGINT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    invited_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    UNIQUE (organization_id, email)
);

CREATE TABLE join_requests (
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    organization_id BIGINT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    asked_at TIMESTAMP NOT NULL,
    PRIMARY KEY (user_id, organization_id)
);

-- One row for each time that an organization asked; the newest is the one that counts.
CREATE TABLE verifications (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    public_id TEXT NOT NULL UNIQUE,
    organization_id BIGINT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    asked_by BIGINT REFERENCES users (id) ON DELETE SET NULL,
    statement TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    asked_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP
);
CREATE INDEX verifications_of_organization ON verifications (organization_id);
CREATE INDEX verifications_waiting ON verifications (state, asked_at);

CREATE TABLE evidence (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    public_id TEXT NOT NULL UNIQUE,
    verification_id BIGINT NOT NULL REFERENCES verifications (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content BLOB NOT NULL
);
CREATE INDEX evidence_of_verification ON evidence (verification_id);

-- Letters with links in them lose their text once they are sent.
ALTER TABLE letters ADD COLUMN secret BOOLEAN NOT NULL DEFAULT FALSE;

-- Who did what. People and organizations stand in it by their public identifiers only, so that it needn't
-- change when somebody leaves; from where is apart, and goes with the person.
CREATE TABLE audit (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TIMESTAMP NOT NULL,
    actor TEXT,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    before TEXT,
    after TEXT,
    reason TEXT
);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_actor ON audit (actor);
CREATE INDEX audit_object ON audit (object);

CREATE TABLE audit_origins (
    audit_id BIGINT NOT NULL PRIMARY KEY REFERENCES audit (id),
    address TEXT NOT NULL
);

CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
