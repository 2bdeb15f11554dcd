-- What each back-test was asked with, to tell a retry from another request under the same key, which is refused
-- (architecture.md § 3.4).

-- Up Migration
ALTER TABLE engine.back_tests ADD COLUMN command_hash text COLLATE "C";  -- NULL where it was asked for before

-- Down Migration
ALTER TABLE engine.back_tests DROP COLUMN command_hash;
