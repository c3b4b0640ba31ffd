DROP INDEX invitations_user;
ALTER TABLE invitations DROP COLUMN user_id;
