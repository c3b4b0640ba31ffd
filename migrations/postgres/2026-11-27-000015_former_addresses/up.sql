-- The account that had the address when it was given up for another: it may still accept.
ALTER TABLE invitations ADD COLUMN user_id BIGINT REFERENCES users (id) ON DELETE CASCADE;
CREATE INDEX invitations_user ON invitations (user_id) WHERE user_id IS NOT NULL;
