-- What each deposit and each of its files was asked with, to tell a retry from another request under the same key, which
-- is refused (architecture.md § 3.4).

-- Up Migration
ALTER TABLE import.deposits
  ADD COLUMN command_hash    text COLLATE "C",   -- of what it was begun with; NULL where it was before, or elsewhere
  ADD COLUMN preview_command uuid,               -- the last one, as long as the files are there
  ADD COLUMN preview_hash    text COLLATE "C";   -- of what it was asked with, under the key of the deposit: it names columns
ALTER TABLE import.deposit_files
  ADD COLUMN digest bytea,                       -- of its bytes, under the key of its deposit; NULL until it is complete
  ADD COLUMN sending uuid;                       -- the request that sends it: one sent again takes it over

-- Down Migration
ALTER TABLE import.deposit_files DROP COLUMN digest, DROP COLUMN sending;
ALTER TABLE import.deposits DROP COLUMN command_hash, DROP COLUMN preview_command, DROP COLUMN preview_hash;
