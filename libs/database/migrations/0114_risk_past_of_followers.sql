-- What rules read of a parcours is for who follows the person, or broke the glass on her; a structure that has her
-- orientation to answer or to start has the sheet of it, and nothing of her story (security.md § 1).

-- Up Migration
-- Not replaced in place: that is for its owner, who never signs in.
DROP FUNCTION read.risk_past(uuid);
CREATE FUNCTION read.risk_past(asked uuid) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  mine     uuid[] := auth.my_structures();
  opened   uuid[] := auth.my_elevations();
  found    jsonb;
  who      uuid;
  people   uuid[];
  referents uuid[];
BEGIN
  IF to_regclass('read.risk_board') IS NULL OR cardinality(mine) + cardinality(opened) = 0 THEN
    RETURN NULL;
  END IF;
  SELECT board.beneficiary,
         jsonb_build_object('beneficiary', board.beneficiary, 'territory', board.territory, 'viewers', board.viewers,
                            'elevated', board.beneficiary = ANY (opened))
    INTO who, found
    FROM read.risk_board board
   WHERE board.parcours = asked
     AND (board.viewers && mine OR board.beneficiary = ANY (opened));
  IF who IS NULL THEN
    RETURN NULL;
  END IF;
  -- Everybody ever merged with her: whether they were then, the entries say. Few people have a row at all.
  WITH RECURSIVE linked (person) AS (
    SELECT who
    UNION
    SELECT next.person FROM linked CROSS JOIN LATERAL (
      SELECT (entry -> 'data' ->> 'into')::uuid AS person
        FROM read.risk_people own CROSS JOIN LATERAL jsonb_array_elements(own.entries) entry
       WHERE own.person = linked.person AND entry ->> 'type' = 'BeneficiaryMerged'
      UNION ALL
      SELECT other.person FROM read.risk_people other
       WHERE other.entries @> jsonb_build_array(jsonb_build_object('type', 'BeneficiaryMerged',
                                                                   'data', jsonb_build_object('into', linked.person)))
      ) next)
  SELECT array_agg(person) INTO people FROM linked;
  SELECT array_agg(DISTINCT (entry -> 'data' ->> 'professional')::uuid) INTO referents
    FROM read.risk_cases own CROSS JOIN LATERAL jsonb_array_elements(own.entries) entry
   WHERE own.parcours = asked AND entry ->> 'type' = 'ReferentAssigned';
  RETURN found || jsonb_build_object(
    'parcours', coalesce((SELECT jsonb_agg(jsonb_build_object('id', told.parcours, 'beneficiary', told.beneficiary,
                                                              'entries', told.entries) ORDER BY told.parcours)
                            FROM read.risk_cases told WHERE told.beneficiary = ANY (people)), '[]'),
    'people', coalesce((SELECT jsonb_agg(jsonb_build_object('id', said.person, 'entries', said.entries)
                                         ORDER BY said.person)
                          FROM read.risk_people said WHERE said.person = ANY (people)), '[]'),
    'encounters', coalesce((SELECT jsonb_agg(jsonb_build_object('id', met.outreach, 'entries', met.entries)
                                             ORDER BY met.outreach)
                              FROM read.risk_encounters met WHERE met.person = ANY (people)), '[]'),
    'professionals', coalesce((SELECT jsonb_agg(jsonb_build_object('id', known.professional, 'entries', known.entries)
                                                ORDER BY known.professional)
                                 FROM read.risk_professionals known
                                WHERE known.professional = ANY (referents)
                                   OR known.professional IN (
                                        SELECT unnest(away.deputies) FROM read.risk_professionals away
                                         WHERE away.professional = ANY (referents))), '[]'));
END $$;

GRANT EXECUTE ON FUNCTION read.risk_past(uuid) TO jalons_api;
ALTER FUNCTION read.risk_past(uuid) OWNER TO jalons_search;

-- Down Migration
DROP FUNCTION read.risk_past(uuid);
CREATE FUNCTION read.risk_past(asked uuid) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  mine     uuid[] := auth.my_structures();
  opened   uuid[] := auth.my_elevations();
  found    jsonb;
  who      uuid;
  people   uuid[];
  referents uuid[];
BEGIN
  IF to_regclass('read.risk_board') IS NULL OR cardinality(mine) + cardinality(opened) = 0 THEN
    RETURN NULL;
  END IF;
  SELECT board.beneficiary,
         jsonb_build_object('beneficiary', board.beneficiary, 'territory', board.territory, 'viewers', board.viewers,
                            'receivers', board.receivers, 'elevated', board.beneficiary = ANY (opened))
    INTO who, found
    FROM read.risk_board board
   WHERE board.parcours = asked
     AND (board.viewers && mine OR board.receivers && mine OR board.beneficiary = ANY (opened));
  IF who IS NULL THEN
    RETURN NULL;
  END IF;
  -- Everybody ever merged with her: whether they were then, the entries say. Few people have a row at all.
  WITH RECURSIVE linked (person) AS (
    SELECT who
    UNION
    SELECT next.person FROM linked CROSS JOIN LATERAL (
      SELECT (entry -> 'data' ->> 'into')::uuid AS person
        FROM read.risk_people own CROSS JOIN LATERAL jsonb_array_elements(own.entries) entry
       WHERE own.person = linked.person AND entry ->> 'type' = 'BeneficiaryMerged'
      UNION ALL
      SELECT other.person FROM read.risk_people other
       WHERE other.entries @> jsonb_build_array(jsonb_build_object('type', 'BeneficiaryMerged',
                                                                   'data', jsonb_build_object('into', linked.person)))
      ) next)
  SELECT array_agg(person) INTO people FROM linked;
  SELECT array_agg(DISTINCT (entry -> 'data' ->> 'professional')::uuid) INTO referents
    FROM read.risk_cases own CROSS JOIN LATERAL jsonb_array_elements(own.entries) entry
   WHERE own.parcours = asked AND entry ->> 'type' = 'ReferentAssigned';
  RETURN found || jsonb_build_object(
    'parcours', coalesce((SELECT jsonb_agg(jsonb_build_object('id', told.parcours, 'beneficiary', told.beneficiary,
                                                              'entries', told.entries) ORDER BY told.parcours)
                            FROM read.risk_cases told WHERE told.beneficiary = ANY (people)), '[]'),
    'people', coalesce((SELECT jsonb_agg(jsonb_build_object('id', said.person, 'entries', said.entries)
                                         ORDER BY said.person)
                          FROM read.risk_people said WHERE said.person = ANY (people)), '[]'),
    'encounters', coalesce((SELECT jsonb_agg(jsonb_build_object('id', met.outreach, 'entries', met.entries)
                                             ORDER BY met.outreach)
                              FROM read.risk_encounters met WHERE met.person = ANY (people)), '[]'),
    'professionals', coalesce((SELECT jsonb_agg(jsonb_build_object('id', known.professional, 'entries', known.entries)
                                                ORDER BY known.professional)
                                 FROM read.risk_professionals known
                                WHERE known.professional = ANY (referents)
                                   OR known.professional IN (
                                        SELECT unnest(away.deputies) FROM read.risk_professionals away
                                         WHERE away.professional = ANY (referents))), '[]'));
END $$;

GRANT EXECUTE ON FUNCTION read.risk_past(uuid) TO jalons_api;
ALTER FUNCTION read.risk_past(uuid) OWNER TO jalons_search;
