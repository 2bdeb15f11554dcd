-- People of an import who may be somebody that the product knows (domain.md § 5): by names that sound alike and the birth
-- date. Both come together as one HMAC, a likeness: no name and no date is in these tables.

-- Up Migration
ALTER TABLE import.staged ADD COLUMN likeness uuid;   -- of a person with full name and birth date

-- For the import under way, like import.staged: emptied when it ends.
CREATE UNLOGGED TABLE import.likenesses (
  likeness uuid    NOT NULL,
  person   uuid    NOT NULL,
  known    boolean NOT NULL                            -- before this import
);
CREATE INDEX likenesses_by_likeness ON import.likenesses (likeness);
GRANT SELECT, INSERT, TRUNCATE ON import.likenesses TO jalons_worker, jalons_cli;

-- Everybody with a birth date, by the keys of her names (name-keys.ts); whoever objected to sharing is known to nobody.
-- Of records that were merged, `person` is the one that stands for all.
CREATE FUNCTION read.people_known() RETURNS TABLE (record uuid, person uuid, born date, keys text[])
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF to_regclass('read.person_names') IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT who.person, coalesce(who.survivor, who.person), who.birth_date, name.given_keys || name.family_keys
      FROM read.persons who JOIN read.person_names name ON name.person = who.person
     WHERE who.birth_date IS NOT NULL AND NOT who.sharing_stopped;
END $$;
GRANT EXECUTE ON FUNCTION read.people_known() TO jalons_worker, jalons_cli;
ALTER FUNCTION read.people_known() OWNER TO jalons_search;

-- Down Migration
DROP FUNCTION read.people_known();
DROP TABLE import.likenesses;
ALTER TABLE import.staged DROP COLUMN likeness;
