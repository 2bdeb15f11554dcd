-- Appending a group: several appends of one process in one statement, one transaction, one flush.

-- Up Migration

-- The slow half of log.append, entered with the lock held when an append of the group may have to be refused or is
-- a repetition. What is beyond doubt is stored at once; the rest is judged one by one, each seeing those before it.
--   parameters and results: as log.append, and p_head, p_recorded_at (of the events to come)
CREATE FUNCTION log.append_sorting_out(
  p_head bigint, p_recorded_at bigint,
  p_streams text[], p_expected integer[], p_counts integer[],
  p_event_streams text[], p_revisions integer[], p_event_ids uuid[], p_types text[], p_schema_versions integer[],
  p_key_ids uuid[], p_digests bytea[], p_ciphertexts bytea[],
  OUT head bigint, OUT verdicts integer[], OUT revisions integer[], OUT positions bigint[]
) LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
  SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_owners  integer[];  -- which append an event belongs to
  v_doubted boolean[];  -- which appends are judged one by one
  v_offset  integer := 0;
  v_stored  uuid[];
  v_last    bigint;
BEGIN
  SELECT array_agg(c.n ORDER BY c.n) INTO v_owners
    FROM unnest(p_counts) WITH ORDINALITY c (count, n), generate_series(1, c.count);

  SELECT array_agg(d.doubted ORDER BY d.n) INTO v_doubted FROM (
    SELECT a.n,
           count(*) OVER (PARTITION BY a.stream) > 1
           OR (SELECT e.position FROM log.events e WHERE e.stream = a.stream AND e.revision = a.expected + 1 LIMIT 1) IS NOT NULL
           OR (a.expected >= 0
               AND (SELECT e.position FROM log.events e WHERE e.stream = a.stream AND e.revision = a.expected LIMIT 1) IS NULL)
           OR a.n IN (SELECT i.owner FROM (
                SELECT u.owner,
                       count(*) OVER (PARTITION BY u.id) > 1
                       OR (SELECT e.position FROM log.events e WHERE e.event_id = u.id LIMIT 1) IS NOT NULL AS known
                  FROM unnest(v_owners, p_event_ids) u (owner, id)) i WHERE i.known) AS doubted
      FROM unnest(p_streams, p_expected) WITH ORDINALITY a (stream, expected, n)) d;

  INSERT INTO log.events (position, recorded_at, revision, schema_version, event_id, key_id, stream, type, digest, ciphertext)
    SELECT p_head + row_number() OVER (ORDER BY u.n), p_recorded_at, u.revision, u.version, u.id, u.key, u.stream, u.type,
           u.digest, u.ciphertext
      FROM unnest(p_event_streams, p_revisions, p_event_ids, p_types, p_schema_versions, p_key_ids, p_digests, p_ciphertexts)
           WITH ORDINALITY u (stream, revision, id, type, version, key, digest, ciphertext, n)
     WHERE NOT v_doubted[v_owners[u.n]];

  head := p_head;
  positions := array_fill(NULL::bigint, ARRAY[cardinality(p_streams)]);  -- a conflict has none
  FOR i IN 1 .. cardinality(p_streams) LOOP
    IF NOT v_doubted[i] THEN
      head := head + p_counts[i];
      verdicts[i] := 0; revisions[i] := p_expected[i] + p_counts[i]; positions[i] := head;
    END IF;
  END LOOP;

  FOR i IN 1 .. cardinality(p_streams) LOOP
    IF v_doubted[i] THEN
      SELECT array_agg(e.event_id ORDER BY e.revision), max(e.position) INTO v_stored, v_last FROM log.events e
        WHERE e.stream = p_streams[i] AND e.revision > p_expected[i] AND e.revision <= p_expected[i] + p_counts[i];
      IF v_stored = p_event_ids[v_offset + 1 : v_offset + p_counts[i]] THEN
        verdicts[i] := 1; revisions[i] := p_expected[i] + p_counts[i]; positions[i] := v_last;
      ELSIF v_stored IS NOT NULL
         OR p_expected[i] >= 0
            AND NOT EXISTS (SELECT FROM log.events e WHERE e.stream = p_streams[i] AND e.revision = p_expected[i])
         OR EXISTS (SELECT FROM unnest(p_event_ids[v_offset + 1 : v_offset + p_counts[i]]) u (id)
                     WHERE (SELECT e.position FROM log.events e WHERE e.event_id = u.id LIMIT 1) IS NOT NULL) THEN
        verdicts[i] := 2;
        revisions[i] := coalesce((SELECT max(e.revision) FROM log.events e WHERE e.stream = p_streams[i]), -1);
      ELSE
        INSERT INTO log.events (position, recorded_at, revision, schema_version, event_id, key_id, stream, type, digest, ciphertext)
          SELECT head + k, p_recorded_at, p_expected[i] + k, p_schema_versions[v_offset + k], p_event_ids[v_offset + k],
                 p_key_ids[v_offset + k], p_streams[i], p_types[v_offset + k], p_digests[v_offset + k],
                 p_ciphertexts[v_offset + k]
            FROM generate_series(1, p_counts[i]) k;
        head := head + p_counts[i];
        verdicts[i] := 0; revisions[i] := p_expected[i] + p_counts[i]; positions[i] := head;
      END IF;
    END IF;
    v_offset := v_offset + p_counts[i];
  END LOOP;
END $$;

-- Appends a group. Positions are in commit order because the lock is held until the commit, and the head is read by a
-- statement that starts after the lock was granted: only READ COMMITTED gives it a snapshot of its own.
--   p_streams, p_expected, p_counts   per append: stream, expected revision (-1: the stream must not exist), events
--   p_event_* ... p_ciphertexts       per event, in the order of the appends; p_revisions = expected + 1, 2, ...
--   p_repeats                         whether a stream or an event id occurs twice in the group. Counting them here
--                                     took 7 to 12 % of an append; a wrong "no" only fails the group on an index
-- Returns head, the position of the last event before the group, and no verdicts when the whole group was appended;
-- otherwise per append the verdict (0 appended, 1 repeated: stored before, 2 conflict), the last revision of the
-- append (conflict: of the stream, -1 when there is none) and its position.
CREATE FUNCTION log.append(
  p_streams text[], p_expected integer[], p_counts integer[],
  p_event_streams text[], p_revisions integer[], p_event_ids uuid[], p_types text[], p_schema_versions integer[],
  p_key_ids uuid[], p_digests bytea[], p_ciphertexts bytea[], p_repeats boolean,
  OUT head bigint, OUT verdicts integer[], OUT revisions integer[], OUT positions bigint[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_recorded_at bigint;
  v_last        bigint;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' OR pg_current_xact_id_if_assigned() IS NOT NULL THEN
    RAISE EXCEPTION 'log.append runs in a transaction of its own, under READ COMMITTED'
      USING ERRCODE = 'active_sql_transaction';
  END IF;
  PERFORM pg_advisory_xact_lock(7596551310817);  -- the only use of this key: log.append and log.restore
  SELECT e.position, e.recorded_at INTO head, v_recorded_at FROM log.events e ORDER BY e.position DESC LIMIT 1;
  head := coalesce(head, 0);
  v_recorded_at := greatest(v_recorded_at, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint);

  IF p_repeats
     OR EXISTS (
       SELECT FROM unnest(p_streams, p_expected) a (stream, expected)
        WHERE (SELECT e.position FROM log.events e WHERE e.stream = a.stream AND e.revision = a.expected + 1 LIMIT 1) IS NOT NULL
           OR a.expected >= 0
              AND (SELECT e.position FROM log.events e WHERE e.stream = a.stream AND e.revision = a.expected LIMIT 1) IS NULL)
     OR EXISTS (
       SELECT FROM unnest(p_event_ids) u (id)
        WHERE (SELECT e.position FROM log.events e WHERE e.event_id = u.id LIMIT 1) IS NOT NULL)
  THEN
    SELECT s.head, s.verdicts, s.revisions, s.positions INTO v_last, verdicts, revisions, positions
      FROM log.append_sorting_out(head, v_recorded_at, p_streams, p_expected, p_counts, p_event_streams, p_revisions,
             p_event_ids, p_types, p_schema_versions, p_key_ids, p_digests, p_ciphertexts) s;
  ELSE
    INSERT INTO log.events (position, recorded_at, revision, schema_version, event_id, key_id, stream, type, digest, ciphertext)
      SELECT head + u.n, v_recorded_at, u.revision, u.version, u.id, u.key, u.stream, u.type, u.digest, u.ciphertext
        FROM unnest(p_event_streams, p_revisions, p_event_ids, p_types, p_schema_versions, p_key_ids, p_digests, p_ciphertexts)
             WITH ORDINALITY u (stream, revision, id, type, version, key, digest, ciphertext, n);
    v_last := head + cardinality(p_event_ids);
  END IF;
  IF v_last > head THEN
    PERFORM pg_notify('jalons_log', v_last::text);
  END IF;
END $$;

GRANT EXECUTE ON FUNCTION log.append(text[], integer[], integer[], text[], integer[], uuid[], text[], integer[], uuid[],
  bytea[], bytea[], boolean) TO jalons_api, jalons_worker, jalons_cli;

-- Down Migration
DROP FUNCTION log.append(text[], integer[], integer[], text[], integer[], uuid[], text[], integer[], uuid[], bytea[], bytea[], boolean);
DROP FUNCTION log.append_sorting_out(bigint, bigint, text[], integer[], integer[], text[], integer[], uuid[], text[],
  integer[], uuid[], bytea[], bytea[]);
