-- Rows of the import under way lie several in a payload, some pages long: they stay beside their keys, for a table that is
-- written once, sorted once and emptied, and never read by anything else.

-- Up Migration
ALTER TABLE import.staged SET (toast_tuple_target = 8160);

-- Down Migration
ALTER TABLE import.staged RESET (toast_tuple_target);
