-- What the holder of the current session may see: resolved from an opaque token over tables that no process can read
-- (architecture.md § 3.9). Policies call these inside a scalar sub-select, `structure = ANY ((SELECT
-- auth.my_structures())::uuid[])`, so that each runs once per statement. Missing, expired or ended: nothing is seen.

-- Up Migration
CREATE FUNCTION auth.token_hash(token text) RETURNS bytea
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN sha256(convert_to(token, 'UTF8'));

-- The mandates that a professional holds at an instant. A mandate is held on civil days, of the zone it was given in.
-- The read model is made by the projections: before their first start, nobody holds anything.
CREATE FUNCTION auth.mandates_at(who uuid, instant timestamptz)
  RETURNS TABLE (mandate uuid, role text, structure uuid, territory uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$
BEGIN
  IF to_regclass('read.mandates') IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT held.mandate, held.role, held.structure, held.territory
      FROM read.mandates held
     WHERE held.professional = who
       AND held.held_from <= (instant AT TIME ZONE held.zone)::date
       AND (held.held_until IS NULL OR (instant AT TIME ZONE held.zone)::date < held.held_until)
     ORDER BY held.mandate;
END $$;

-- Who holds a session; NULL for an unknown, expired, ended or disabled one.
CREATE FUNCTION auth.holder_of(token text) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  RETURN (
    SELECT session.professional
      FROM auth.sessions session, auth.settings settings
     WHERE session.token_hash = auth.token_hash(token)
       AND session.ended_at IS NULL
       AND now() < session.expires_at
       AND now() < session.last_used_at + settings.idle);

CREATE FUNCTION auth.my_professional() RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  RETURN auth.holder_of(auth.session_token());

CREATE FUNCTION auth.my_roles() RETURNS text[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  RETURN (SELECT coalesce(array_agg(DISTINCT held.role), '{}') FROM auth.mandates_at(auth.my_professional(), now()) held);

-- Structures where one of `roles` is held; by default those that follow people there.
CREATE FUNCTION auth.my_structures(roles text[] DEFAULT '{operator,structure-manager}') RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  RETURN (SELECT coalesce(array_agg(DISTINCT held.structure), '{}')
            FROM auth.mandates_at(auth.my_professional(), now()) held
           WHERE held.structure IS NOT NULL AND held.role = ANY (roles));

-- Territories where one of `roles` is held; by default those that the holder coordinates.
CREATE FUNCTION auth.my_territories(roles text[] DEFAULT '{coordinator}') RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  RETURN (SELECT coalesce(array_agg(DISTINCT held.territory), '{}')
            FROM auth.mandates_at(auth.my_professional(), now()) held
           WHERE held.territory IS NOT NULL AND held.role = ANY (roles));

-- People whose case the holder has opened by breaking the glass, while that lasts.
CREATE FUNCTION auth.my_elevations() RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$
BEGIN
  IF to_regclass('read.elevations') IS NULL THEN
    RETURN '{}';
  END IF;
  RETURN (SELECT coalesce(array_agg(DISTINCT elevation.beneficiary), '{}')
            FROM read.elevations elevation
           WHERE elevation.professional = auth.my_professional()
             AND elevation.until_ms > extract(epoch FROM now()) * 1000);
END $$;

-- The name of a professional, for the holder's own screens and for lists of accounts.
CREATE FUNCTION auth.name_of(who uuid) RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$
BEGIN
  IF to_regclass('read.professionals') IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT known.given_name || ' ' || known.family_name
            FROM read.professionals known WHERE known.professional = who);
END $$;

GRANT EXECUTE ON FUNCTION auth.my_professional(), auth.my_roles(), auth.my_structures(text[]),
  auth.my_territories(text[]), auth.my_elevations()
  TO jalons_api, jalons_worker, jalons_cli, jalons_search;
-- Answers « who could see this case on that day », of anyone: for the command line alone.
GRANT EXECUTE ON FUNCTION auth.mandates_at(uuid, timestamptz) TO jalons_cli;

-- Down Migration
DROP FUNCTION auth.name_of(uuid), auth.my_elevations(), auth.my_territories(text[]), auth.my_structures(text[]),
  auth.my_roles(), auth.my_professional(), auth.holder_of(text), auth.mandates_at(uuid, timestamptz),
  auth.token_hash(text);
