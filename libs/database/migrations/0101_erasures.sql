-- Erasing a person (security.md § 3): the intents, outside the log, with how far each has come; and the residues that
-- count in the place of her parcours until the log takes them over. Ids, codes and quarters: no instant of hers, no name.

-- Up Migration
CREATE SCHEMA privacy;
GRANT USAGE ON SCHEMA privacy TO jalons_api, jalons_worker, jalons_cli;

CREATE TABLE privacy.erasures (
  id           uuid    PRIMARY KEY,            -- the intent, fresh and random; BeneficiaryErased names it
  subject      uuid    NOT NULL UNIQUE,        -- the person it was asked for
  reason       text    COLLATE "C" NOT NULL,   -- nomenclature `erasure-reasons`
  requested_by uuid    NOT NULL,
  requested_ms bigint  NOT NULL,
  state        text    COLLATE "C" NOT NULL DEFAULT 'intended',
  people       uuid[]  NOT NULL DEFAULT '{}',  -- everybody merged with her, herself among them; none before residues-kept
  keys         uuid[]  NOT NULL DEFAULT '{}',  -- theirs, and those of what was linked to them
  survey       text    COLLATE "C",            -- digest of the streams that the residues were computed from
  positions    text[]  COLLATE "C" NOT NULL DEFAULT '{}',  -- of the BeneficiaryErased of each
  finished_ms  bigint,
  remains      text    COLLATE "C",            -- what the database refused to wipe; NULL where nothing is left
  CONSTRAINT erasures_state
    CHECK (state IN ('intended', 'residues-kept', 'keys-destroyed', 'logged', 'purged', 'done')),
  CONSTRAINT erasures_finished CHECK ((state = 'done') = (finished_ms IS NOT NULL))
);
CREATE INDEX erasures_under_way ON privacy.erasures (requested_ms, id) WHERE state <> 'done';

-- Two rows per parcours, an entry and an exit, which nothing links once `subject` is empty.
CREATE TABLE privacy.residues (
  id              uuid PRIMARY KEY,       -- fresh and random: its stream in the log
  kind            text COLLATE "C" NOT NULL,
  territory       uuid,
  quarter         date NOT NULL,          -- first day of the quarter of the entry, or of the exit
  known_quarter   date NOT NULL,          -- first day of the quarter in which that was known
  reason          text COLLATE "C",       -- of an exit; NULL where the erasure alone ended the parcours
  contract        text COLLATE "C",
  contract_end    text COLLATE "C",       -- 'none', 'known', 'unknown'; NULL without a contract
  contract_months smallint,               -- lower bound of the class of its length
  duration_days   smallint,               -- of an exit: lower bound of the class of its duration
  sex             text COLLATE "C",
  born_decade     smallint,
  qpv_group       text COLLATE "C",
  subject         uuid,                   -- the person, until no read model holds her any more
  CONSTRAINT residues_kind CHECK (kind IN ('entry', 'exit')),
  CONSTRAINT residues_of_entries CHECK (kind = 'exit' OR num_nonnulls(reason, contract, contract_end, contract_months,
                                                                     duration_days) = 0),
  CONSTRAINT residues_quarters CHECK (date_trunc('quarter', quarter::timestamp) = quarter::timestamp
                                      AND date_trunc('quarter', known_quarter::timestamp) = known_quarter::timestamp)
);
CREATE INDEX residues_of ON privacy.residues (subject) WHERE subject IS NOT NULL;
ALTER TABLE privacy.residues
  ALTER sex SET STATISTICS 0, ALTER born_decade SET STATISTICS 0, ALTER qpv_group SET STATISTICS 0;

ALTER TABLE privacy.erasures ENABLE ROW LEVEL SECURITY;
ALTER TABLE privacy.erasures FORCE ROW LEVEL SECURITY;
ALTER TABLE privacy.residues ENABLE ROW LEVEL SECURITY;
ALTER TABLE privacy.residues FORCE ROW LEVEL SECURITY;

CREATE POLICY owner_keeps ON privacy.erasures TO jalons_owner USING (true) WITH CHECK (true);
CREATE POLICY worker_carries_out ON privacy.erasures TO jalons_worker USING (true) WITH CHECK (true);
CREATE POLICY cli_reads ON privacy.erasures FOR SELECT TO jalons_cli USING (true);
CREATE POLICY dpo_reads ON privacy.erasures FOR SELECT TO jalons_api USING ((SELECT 'dpo' = ANY (auth.my_roles())));
CREATE POLICY owner_keeps ON privacy.residues TO jalons_owner USING (true) WITH CHECK (true);
CREATE POLICY worker_carries_out ON privacy.residues TO jalons_worker USING (true) WITH CHECK (true);
CREATE POLICY cli_reads ON privacy.residues FOR SELECT TO jalons_cli USING (true);
-- Figures count them beside the facts, for the coordinator of their territory.
CREATE POLICY api_counts ON privacy.residues FOR SELECT TO jalons_api
  USING (territory = ANY ((SELECT auth.my_territories())::uuid[]));

GRANT SELECT, UPDATE ON privacy.erasures TO jalons_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON privacy.residues TO jalons_worker;
GRANT SELECT ON privacy.erasures, privacy.residues TO jalons_cli;
GRANT SELECT (id, subject, reason, requested_by, requested_ms, state, finished_ms, remains) ON privacy.erasures
  TO jalons_api;
GRANT SELECT (id, kind, territory, quarter, known_quarter, reason, contract, contract_end, contract_months,
              duration_days, subject) ON privacy.residues TO jalons_api;

-- Notes that a person is to be erased, and tells the workers. For the dpo alone.
--   p_id         a fresh intent
--   p_subject    the person
--   p_reason     code of `erasure-reasons`
--   p_at_ms      when it is asked
-- Returns the intent that counts: an earlier one for the same person, or the fresh one; NULL for anybody but a dpo.
CREATE FUNCTION privacy.request_erasure(p_id uuid, p_subject uuid, p_reason text, p_at_ms bigint) RETURNS uuid
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT 'dpo' = ANY (auth.my_roles()) THEN
    RETURN NULL;
  END IF;
  INSERT INTO privacy.erasures (id, subject, reason, requested_by, requested_ms)
    VALUES (p_id, p_subject, p_reason, auth.my_professional(), p_at_ms)
    ON CONFLICT (subject) DO NOTHING;
  PERFORM pg_notify('jalons_erasure', '');
  RETURN (SELECT erasure.id FROM privacy.erasures erasure WHERE erasure.subject = p_subject);
END $$;
GRANT EXECUTE ON FUNCTION privacy.request_erasure(uuid, uuid, text, bigint) TO jalons_api;

-- Down Migration
DROP SCHEMA privacy CASCADE;
