-- Restoring a log, or moving one here from another back end (architecture.md § 3.12).

-- Up Migration

-- Stores a batch of events with the ids, order and times they had; positions are counted anew from 1. Called once per
-- batch, all batches in one transaction, on a log that was empty when that transaction began. For the owner alone.
--   all arrays: one entry per event, in the order of the log
-- Returns the position of the last event stored.
CREATE FUNCTION log.restore(
  p_recorded_at bigint[], p_revisions integer[], p_schema_versions integer[], p_event_ids uuid[], p_key_ids uuid[],
  p_streams text[], p_types text[], p_digests bytea[], p_ciphertexts bytea[]
) RETURNS bigint LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
  SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
  v_head bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7596551310817);
  -- The first event is this transaction's own, or there is none: whatever was here before is never added to.
  IF (SELECT e.xmin <> pg_current_xact_id()::xid FROM log.events e ORDER BY e.position LIMIT 1) THEN
    RAISE EXCEPTION 'a log is restored into an empty one' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  v_head := coalesce((SELECT e.position FROM log.events e ORDER BY e.position DESC LIMIT 1), 0);
  INSERT INTO log.events (position, recorded_at, revision, schema_version, event_id, key_id, stream, type, digest, ciphertext)
    SELECT v_head + u.n, u.recorded_at, u.revision, u.version, u.id, u.key, u.stream, u.type, u.digest, u.ciphertext
      FROM unnest(p_recorded_at, p_revisions, p_schema_versions, p_event_ids, p_key_ids, p_streams, p_types, p_digests,
                  p_ciphertexts)
           WITH ORDINALITY u (recorded_at, revision, version, id, key, stream, type, digest, ciphertext, n);
  IF EXISTS (SELECT FROM unnest(p_streams, p_revisions) u (stream, revision)
              WHERE u.revision > 0
                AND (SELECT e.position FROM log.events e WHERE e.stream = u.stream AND e.revision = u.revision - 1 LIMIT 1) IS NULL)
  THEN
    RAISE EXCEPTION 'a stream of the restored log has a gap' USING ERRCODE = 'data_exception';
  END IF;
  v_head := v_head + cardinality(p_event_ids);
  PERFORM pg_notify('jalons_log', v_head::text);
  RETURN v_head;
END $$;

-- Down Migration
DROP FUNCTION log.restore(bigint[], integer[], integer[], uuid[], uuid[], text[], text[], bytea[], bytea[]);
