-- What the api role reads of the log: one stream at a time, and how far the log has come.

-- Up Migration

-- Events of one stream by revision.
--   p_stream  name of the stream
--   p_from    first revision
--   p_max     at most this many events
CREATE FUNCTION log.read_stream(p_stream text, p_from integer, p_max integer)
  RETURNS TABLE ("position" bigint, recorded_at bigint, revision integer, schema_version smallint, event_id uuid,
                 key_id uuid, stream text, type text, digest bytea, ciphertext bytea)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT events.position, events.recorded_at, events.revision, events.schema_version, events.event_id, events.key_id,
         events.stream, events.type, events.digest, events.ciphertext
    FROM log.events
   WHERE events.stream = p_stream AND events.revision >= p_from
   ORDER BY events.revision
   LIMIT p_max;
END;

-- Position and time of the newest event; no row while the log is empty.
CREATE FUNCTION log.read_head() RETURNS TABLE ("position" bigint, recorded_at bigint)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT events.position, events.recorded_at FROM log.events ORDER BY events.position DESC LIMIT 1;
END;

GRANT EXECUTE ON FUNCTION log.read_stream(text, integer, integer), log.read_head()
  TO jalons_api, jalons_worker, jalons_cli;

-- Down Migration
DROP FUNCTION log.read_stream(text, integer, integer);
DROP FUNCTION log.read_head();
