-- How often it was handed over without an answer, so that it may have arrived.
ALTER TABLE letters ADD COLUMN unanswered INTEGER NOT NULL DEFAULT 0;
