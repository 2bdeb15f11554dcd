-- What the undo of an import asks before it takes a structure back.

-- Up Migration

-- Whether somebody holds, or held, a mandate in a structure: then it is no longer the import's alone.
CREATE FUNCTION import.has_mandates(which uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$
BEGIN
  IF to_regclass('read.mandates') IS NULL THEN
    RETURN false;
  END IF;
  RETURN EXISTS (SELECT FROM read.mandates held WHERE held.structure = which);
END $$;
GRANT EXECUTE ON FUNCTION import.has_mandates(uuid) TO jalons_worker, jalons_cli;

-- Down Migration
DROP FUNCTION import.has_mandates(uuid);
