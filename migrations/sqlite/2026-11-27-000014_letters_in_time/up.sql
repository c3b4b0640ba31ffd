-- Whose account a letter is about; NULL: it goes to its address whatever becomes of accounts.
ALTER TABLE letters ADD COLUMN user_id BIGINT REFERENCES users (id) ON DELETE CASCADE;
-- The rows of the postings that it names, as a JSON array: it only leaves while strangers may read them all.
ALTER TABLE letters ADD COLUMN names TEXT NOT NULL DEFAULT '[]';
-- The keys of the letters about the same subject before the one that it follows, as a JSON array.
ALTER TABLE letters ADD COLUMN ancestors TEXT NOT NULL DEFAULT '[]';
-- Until when a process has it under way.
ALTER TABLE letters ADD COLUMN leased_until TIMESTAMP;
-- Since when it is tried in vain.
ALTER TABLE letters ADD COLUMN tried_from TIMESTAMP;
-- How often it was handed over without an answer, so that it may have arrived.
ALTER TABLE letters ADD COLUMN unanswered INTEGER NOT NULL DEFAULT 0;
-- Whether it tells what holds no more: it is taken back before it is tried again.
ALTER TABLE letters ADD COLUMN stale BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX letters_of_user ON letters (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX letters_done ON letters (written_at) WHERE due_at IS NULL;
CREATE INDEX letters_given_up ON letters (failed_at) WHERE failed_at IS NOT NULL;

-- The organization through which somebody is told: who leaves it has no more to do with it.
ALTER TABLE notifications ADD COLUMN organization_id BIGINT REFERENCES organizations (id) ON DELETE CASCADE;
-- The letter that told it last.
ALTER TABLE notifications ADD COLUMN letter_id BIGINT REFERENCES letters (id) ON DELETE SET NULL;
CREATE INDEX notifications_letter ON notifications (letter_id) WHERE letter_id IS NOT NULL;
CREATE INDEX notifications_organization ON notifications (user_id) WHERE organization_id IS NOT NULL;
CREATE INDEX notifications_of_organization ON notifications (organization_id) WHERE organization_id IS NOT NULL;
