-- Structures of a kind that reveals a sensitive fact appear as « Autre » to those outside (security.md § 1): what they
-- offer would name them just the same, and the address at which one who works there is reached. The read models are made
-- by the projections: before their first start, no structure has a name.

-- Up Migration
-- The structures whose name the holder of the session may know: all but those of a sensitive kind, these for who follows
-- people there and for the admins who register them. The rule of read.structure_names and of what goes with a name.
CREATE FUNCTION read.named_structures() RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  mine  uuid[] := auth.my_structures();
  every boolean := 'admin' = ANY (auth.my_roles());
BEGIN
  IF to_regclass('read.structure_names') IS NULL OR auth.my_professional() IS NULL THEN
    RETURN '{}';
  END IF;
  RETURN (SELECT coalesce(array_agg(DISTINCT called.structure), '{}') FROM read.structure_names called
           WHERE NOT called.sensitive OR every OR called.structure = ANY (mine));
END $$;

-- How professionals are reached. Not those who work only where the holder of the session may not know the name: their
-- address would tell it. A coordinator reaches who works on her territory all the same: others are sent to her to learn
-- whom to call. The mandates that have not ended count; of who holds none any more, all that there were.
CREATE FUNCTION read.contacts_of(asked uuid[]) RETURNS TABLE (professional uuid, email text, phone text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  me    uuid := auth.my_professional();
  named uuid[];
  near  uuid[] := auth.my_territories();
  every boolean := auth.my_roles() && '{admin,dpo}';
BEGIN
  IF me IS NULL THEN
    RETURN;
  END IF;
  named := auth.my_structures() || read.named_structures();
  RETURN QUERY
    SELECT who.professional, who.email, who.phone
      FROM read.professionals who CROSS JOIN LATERAL (
        SELECT coalesce(bool_or(held.known) FILTER (WHERE NOT held.ended), bool_or(held.known), true) AS known
          FROM (SELECT each.structure IS NULL OR each.structure = ANY (named)
                         OR coalesce(each.territory = ANY (near), false) AS known,
                       coalesce(each.held_until <= (now() AT TIME ZONE each.zone)::date, false) AS ended
                  FROM read.mandates each WHERE each.professional = who.professional) held) works
     WHERE who.professional = ANY (asked) AND (works.known OR every OR who.professional = me);
END $$;
GRANT EXECUTE ON FUNCTION read.named_structures(), read.contacts_of(uuid[]) TO jalons_api;

-- Down Migration
DROP FUNCTION read.contacts_of(uuid[]), read.named_structures();
