-- Who asked for the run or the undo of an import: in the name of her, not of whoever made it, its events are recorded.

-- Up Migration
ALTER TABLE import.deposits ADD COLUMN asked_by uuid;  -- of the last of them; NULL where none was asked for since

-- Down Migration
ALTER TABLE import.deposits DROP COLUMN asked_by;
