-- Whether an import let parcours overlap, which its undo must know: it may put back what stood before, and no more.

-- Up Migration
ALTER TABLE import.imports ADD COLUMN overlap text COLLATE "C";  -- NULL where it began before: as its territory wills
ALTER TABLE import.imports ADD CONSTRAINT imports_overlap CHECK (overlap IN ('refuse', 'flag'));

-- Down Migration
ALTER TABLE import.imports DROP COLUMN overlap;
