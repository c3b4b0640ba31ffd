-- What each row of a table did, once it was taken over; none as long as it waits.
ALTER TABLE uploads ADD COLUMN outcome TEXT;
