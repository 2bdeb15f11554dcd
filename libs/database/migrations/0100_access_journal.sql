-- The access journal (security.md § 4): every read of personal data, apart from the event log. Who saw whom, what, when
-- and why; ids and codes only. Append-only: the api may add lines through one function and read none, the dpo excepted.

-- Up Migration
CREATE TABLE journal.accesses (
  request      uuid   NOT NULL,
  professional uuid   NOT NULL,
  role         text   COLLATE "C" NOT NULL,
  structure    uuid,
  territory    uuid,
  action       text   COLLATE "C" NOT NULL,  -- what was shown: 'cases', 'parcours', 'parcours-identity'...
  subjects     uuid[] NOT NULL,              -- ids of the people shown
  reasons      text[] NOT NULL,              -- why, subject by subject: the relation that opened each
  at_ms        bigint NOT NULL,
  CONSTRAINT accesses_pkey PRIMARY KEY (at_ms, request, action),
  CONSTRAINT accesses_one_reason_each CHECK (cardinality(subjects) = cardinality(reasons) AND cardinality(subjects) > 0),
  CONSTRAINT accesses_reasons CHECK (reasons <@ '{referent,structure,orientation,elevated,duty}'::text[])
) PARTITION BY RANGE (at_ms);

CREATE FUNCTION journal.refuse_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the access journal is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER accesses_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON journal.accesses
  FOR EACH STATEMENT EXECUTE FUNCTION journal.refuse_change();
ALTER TABLE journal.accesses ENABLE ALWAYS TRIGGER accesses_are_kept;

ALTER TABLE journal.accesses ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal.accesses FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_writes ON journal.accesses TO jalons_owner USING (true) WITH CHECK (true);
CREATE POLICY dpo_reads ON journal.accesses FOR SELECT TO jalons_api USING ((SELECT 'dpo' = ANY (auth.my_roles())));
CREATE POLICY cli_reads ON journal.accesses FOR SELECT TO jalons_cli USING (true);
GRANT SELECT ON journal.accesses TO jalons_api, jalons_cli;

-- The first millisecond of a month, UTC.
CREATE FUNCTION journal.month_start(month date) RETURNS bigint
  LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog
  RETURN (extract(epoch FROM date_trunc('month', month::timestamp)) * 1000)::bigint;

CREATE FUNCTION journal.month_of(at_ms bigint) RETURNS date
  LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog
  RETURN date_trunc('month', to_timestamp(at_ms / 1000.0) AT TIME ZONE 'UTC')::date;

-- Makes the partition of a month, where there is none. Nobody is granted a right on a partition: rows are reached
-- through the parent and its policies alone.
CREATE FUNCTION journal.add_month(month date) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text := 'accesses_' || to_char(month, 'YYYY_MM');
BEGIN
  -- Two processes meet a new month at once. The lock of the parent, unlike an advisory one, also makes this session
  -- see what the other has just made: a partition that was looked for in vain stays absent in its cache.
  LOCK TABLE journal.accesses IN ACCESS EXCLUSIVE MODE;
  IF to_regclass('journal.' || name) IS NULL THEN
    EXECUTE format('CREATE TABLE journal.%I PARTITION OF journal.accesses FOR VALUES FROM (%s) TO (%s)', name,
                   journal.month_start(month), journal.month_start((month + interval '1 month')::date));
    EXECUTE format('ALTER TABLE journal.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE TRIGGER accesses_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON journal.%I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION journal.refuse_change()', name);
    EXECUTE format('ALTER TABLE journal.%I ENABLE ALWAYS TRIGGER accesses_are_kept', name);
  END IF;
END $$;

-- Adds lines, durably once its transaction has committed. The month of a line is made when its first line comes, so
-- that no job has to have run for a page to be shown.
--   p_lines  array of {request, professional, role, structure?, territory?, action, subjects[], reasons[], at}
CREATE FUNCTION journal.record(p_lines jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_month date;
BEGIN
  FOR v_month IN
    SELECT DISTINCT journal.month_of((line->>'at')::bigint) FROM jsonb_array_elements(p_lines) line
  LOOP
    IF to_regclass('journal.accesses_' || to_char(v_month, 'YYYY_MM')) IS NULL THEN
      PERFORM journal.add_month(v_month);
    END IF;
  END LOOP;
  INSERT INTO journal.accesses (request, professional, role, structure, territory, action, subjects, reasons, at_ms)
  SELECT line.request, line.professional, line.role, line.structure, line.territory, line.action, line.subjects,
         line.reasons, line.at
    FROM jsonb_to_recordset(p_lines) line (request uuid, professional uuid, role text, structure uuid, territory uuid,
                                           action text, subjects uuid[], reasons text[], at bigint);
END $$;

-- Drops the months before the one given; the names of those dropped.
CREATE FUNCTION journal.drop_months_before(first_kept date) RETURNS SETOF text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_name text;
BEGIN
  FOR v_name IN
    SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
     WHERE inhparent = 'journal.accesses'::regclass
       AND child.relname < 'accesses_' || to_char(first_kept, 'YYYY_MM')
     ORDER BY child.relname
  LOOP
    EXECUTE format('DROP TABLE journal.%I', v_name);
    RETURN NEXT v_name;
  END LOOP;
END $$;

GRANT EXECUTE ON FUNCTION journal.record(jsonb) TO jalons_api, jalons_cli;
GRANT EXECUTE ON FUNCTION journal.drop_months_before(date) TO jalons_worker, jalons_cli;

-- Down Migration
DROP FUNCTION journal.drop_months_before(date), journal.record(jsonb), journal.add_month(date),
  journal.month_of(bigint), journal.month_start(date);
DROP TABLE journal.accesses;
DROP FUNCTION journal.refuse_change();
