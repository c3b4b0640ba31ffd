-- What the public read before, where a version was published at once and is looked at afterwards.
ALTER TABLE versions ADD COLUMN replaced TEXT;
