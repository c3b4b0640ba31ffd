-- Letters, written in the transaction of what they tell of and sent afterwards.
CREATE TABLE letters (
    id BIGINT NOT NULL PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    -- Fixed when the letter is written: a letter that goes out twice is still one letter.
    message_id TEXT NOT NULL UNIQUE,
    recipient TEXT NOT NULL,
    recipient_name TEXT NOT NULL,
    subject TEXT NOT NULL,
    body_text TEXT NOT NULL,
    body_html TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL,
    -- Not before this time; in the future while a process is sending it. NULL: done with.
    due_at TIMESTAMP,
    attempts INTEGER NOT NULL,
    sent_at TIMESTAMP,
    last_error TEXT
);

CREATE INDEX letters_due ON letters (due_at);
