ALTER TABLE letters DROP COLUMN unanswered;
