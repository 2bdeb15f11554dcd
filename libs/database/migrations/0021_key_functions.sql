-- What processes may do with keys, and nothing else.

-- Up Migration

-- One wrapped key.
--   p_key_id  id of its subject
-- No row for a key that never was; wrapped is NULL for a destroyed one.
CREATE FUNCTION keys.unwrap_one(p_key_id uuid)
  RETURNS TABLE (wrapped bytea, master_version integer)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT k.wrapped, k.master_version FROM keys.subject_keys k WHERE k.key_id = p_key_id;
END;

-- Creates the keys that are not there yet, several commands at a time.
--   p_key_ids   ids of the subjects, without repetition
--   p_wrapped   a fresh wrapped key for each
--   p_version   version of the master key that wraps them
-- Returns the key that counts for each: the fresh one, an earlier one, or NULL where it was destroyed.
CREATE FUNCTION keys.create_many(p_key_ids uuid[], p_wrapped bytea[], p_version integer)
  RETURNS TABLE (key_id uuid, wrapped bytea, master_version integer)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  -- In one order everywhere: two processes that create the same keys wait for each other instead of deadlocking.
  INSERT INTO keys.subject_keys (key_id, wrapped, master_version)
    SELECT u.id, u.wrapped, p_version FROM unnest(p_key_ids, p_wrapped) u (id, wrapped) ORDER BY u.id
    ON CONFLICT ON CONSTRAINT subject_keys_pkey DO NOTHING;
  -- A statement of its own: it sees the row of another process that the insert waited for.
  RETURN QUERY SELECT k.key_id, k.wrapped, k.master_version FROM keys.subject_keys k WHERE k.key_id = ANY (p_key_ids);
END $$;

-- Destroys a key, and tells every process to forget it. One that never was is marked too: it can never be created.
--   p_key_id  id of its subject, never the system's
-- Returns whether it lived until now.
CREATE FUNCTION keys.destroy(p_key_id uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_lived boolean := EXISTS (SELECT FROM keys.subject_keys k WHERE k.key_id = p_key_id AND k.destroyed_at IS NULL);
BEGIN
  INSERT INTO keys.subject_keys AS k (key_id, wrapped, master_version, destroyed_at)
    VALUES (p_key_id, NULL, 0, statement_timestamp())
    ON CONFLICT ON CONSTRAINT subject_keys_pkey
    DO UPDATE SET wrapped = NULL, destroyed_at = statement_timestamp() WHERE k.destroyed_at IS NULL;
  PERFORM pg_notify('jalons_key_destroyed', p_key_id::text);
  RETURN v_lived;
END $$;

-- Wraps keys anew under another master key; those destroyed or rewrapped meanwhile are left as they are.
--   p_key_ids   ids of the subjects
--   p_from      version each was read with
--   p_wrapped   the same keys under the new version
--   p_version   the new version
-- Returns how many were rewrapped.
CREATE FUNCTION keys.rewrap(p_key_ids uuid[], p_from integer[], p_wrapped bytea[], p_version integer) RETURNS integer
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  v_count integer;
BEGIN
  UPDATE keys.subject_keys k SET wrapped = u.wrapped, master_version = p_version
    FROM unnest(p_key_ids, p_from, p_wrapped) u (id, version, wrapped)
   WHERE k.key_id = u.id AND k.master_version = u.version AND k.destroyed_at IS NULL;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;

-- Notes which master key a version is, the first time it is used.
--   p_version, p_fingerprint
-- Returns the fingerprint that counts: another one than given means another key file.
CREATE FUNCTION keys.register_master(p_version integer, p_fingerprint bytea) RETURNS bytea
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO keys.master_versions (version, fingerprint) VALUES (p_version, p_fingerprint)
    ON CONFLICT ON CONSTRAINT master_versions_pkey DO NOTHING;
  RETURN (SELECT m.fingerprint FROM keys.master_versions m WHERE m.version = p_version);
END $$;

GRANT EXECUTE ON FUNCTION keys.unwrap_one(uuid), keys.create_many(uuid[], bytea[], integer),
  keys.register_master(integer, bytea) TO jalons_api, jalons_worker, jalons_cli;
GRANT EXECUTE ON FUNCTION keys.destroy(uuid), keys.rewrap(uuid[], integer[], bytea[], integer)
  TO jalons_worker, jalons_cli;

-- Down Migration
DROP FUNCTION keys.unwrap_one(uuid);
DROP FUNCTION keys.create_many(uuid[], bytea[], integer);
DROP FUNCTION keys.destroy(uuid);
DROP FUNCTION keys.rewrap(uuid[], integer[], bytea[], integer);
DROP FUNCTION keys.register_master(integer, bytea);
