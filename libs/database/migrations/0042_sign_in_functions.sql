-- Signing in, out, and by link. Each function takes the proof itself and compares its SHA-256: the api can neither read
-- what is stored nor open a session for somebody whose password or link it was not given.

-- Up Migration
-- Stored for a session or a link: 256 random bits are 43 characters of base64url; less could be guessed.
CREATE FUNCTION auth.assert_token(token text) RETURNS void
  LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  IF token IS NULL OR token !~ '^[A-Za-z0-9_-]{43}$' THEN
    RAISE EXCEPTION 'a token has 43 characters of base64url' USING ERRCODE = '22023';
  END IF;
END $$;

-- Whole seconds until a login may try again; 0 where it may now.
CREATE FUNCTION auth.wait_of(which bytea) RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  RETURN coalesce((
    SELECT greatest(0, ceil(extract(epoch FROM attempt.locked_until - clock_timestamp())))::integer
      FROM auth.attempts attempt WHERE attempt.login = which), 0);

-- The salt of a login, NULL for an unknown one, and how long it has to wait.
CREATE FUNCTION auth.begin_sign_in(which bytea, OUT salt bytea, OUT wait_seconds integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$
  SELECT (SELECT account.salt FROM auth.accounts account WHERE account.login = which AND NOT account.disabled),
         auth.wait_of(which);
$$;

CREATE FUNCTION auth.add_session(who uuid, token text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
AS $$
  SELECT auth.assert_token(token);
  INSERT INTO auth.sessions (token_hash, professional, opened_at, last_used_at, expires_at)
  SELECT auth.token_hash(token), who, now(), now(), now() + settings.lifetime FROM auth.settings;
$$;

-- Opens a session for a login and the output of argon2id, and ends the one of `previous`, so that a token planted before
-- the sign-in is worth nothing after it. The row of attempts is locked first: guesses made at once wait for each other,
-- so that none slips past the delay.
-- @return professional: NULL where refused; wait_seconds: above 0 where the login has to wait
CREATE FUNCTION auth.open_session(which bytea, proof bytea, token text, previous text,
                                  OUT professional uuid, OUT wait_seconds integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
DECLARE
  settings auth.settings;
  attempt auth.attempts;
BEGIN
  SELECT * INTO settings FROM auth.settings;
  INSERT INTO auth.attempts AS known (login, failures, last_at) VALUES (which, 0, clock_timestamp())
    ON CONFLICT (login) DO UPDATE
       SET failures = CASE WHEN known.last_at < clock_timestamp() - settings.forget_after THEN 0 ELSE known.failures END,
           last_at = clock_timestamp()
    RETURNING * INTO attempt;
  wait_seconds := auth.wait_of(which);
  IF wait_seconds > 0 THEN
    RETURN;
  END IF;
  SELECT account.professional INTO professional FROM auth.accounts account
   WHERE account.login = which AND account.verifier = sha256(proof) AND NOT account.disabled;
  IF professional IS NULL THEN
    UPDATE auth.attempts
       SET failures = attempt.failures + 1,
           locked_until = CASE WHEN attempt.failures + 1 >= settings.free_attempts THEN clock_timestamp() + least(
             settings.first_delay * power(2, least(attempt.failures + 1 - settings.free_attempts, 20)),
             settings.longest_delay) END
     WHERE login = which;
    wait_seconds := auth.wait_of(which);
    RETURN;
  END IF;
  DELETE FROM auth.attempts WHERE login = which;
  PERFORM auth.close_session(previous);
  PERFORM auth.add_session(professional, token);
END $$;

CREATE FUNCTION auth.close_session(token text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
AS $$
  UPDATE auth.sessions SET ended_at = now() WHERE token_hash = auth.token_hash(token) AND ended_at IS NULL;
$$;

-- Resolves sessions, and notes their use once a minute at most. One row per session that holds, whatever the order.
CREATE FUNCTION auth.use_sessions(tokens text[])
  RETURNS TABLE (token text, professional uuid, name text, mandates jsonb)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
BEGIN
  UPDATE auth.sessions session SET last_used_at = now()
   WHERE session.token_hash IN (
     SELECT used.token_hash FROM auth.sessions used
      WHERE used.token_hash = ANY (ARRAY(SELECT auth.token_hash(each) FROM unnest(tokens) each))
        AND used.last_used_at < now() - interval '1 minute'
        AND auth.is_open(used.token_hash)
      ORDER BY used.token_hash FOR UPDATE SKIP LOCKED);
  RETURN QUERY
    SELECT holder.token, holder.professional, auth.name_of(holder.professional),
           (SELECT coalesce(jsonb_agg(to_jsonb(held)), '[]') FROM auth.mandates_at(holder.professional, now()) held)
      FROM (SELECT each AS token, auth.holder_of(each) AS professional FROM unnest(tokens) each) holder
     WHERE holder.professional IS NOT NULL;
END $$;

-- Sets the password of the link's professional, whose earlier sessions and links end, and opens a session.
-- @return outcome: opened | refused (unknown, used, expired or meant for another login) | login-taken
CREATE FUNCTION auth.redeem_link(link text, which bytea, new_salt bytea, proof bytea, token text,
                                 OUT outcome text, OUT professional uuid)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
DECLARE
  issued auth.links;
BEGIN
  SELECT * INTO issued FROM auth.links WHERE token_hash = auth.token_hash(link) FOR UPDATE;
  IF issued.token_hash IS NULL OR issued.used_at IS NOT NULL OR clock_timestamp() >= issued.expires_at
     OR issued.login <> which THEN
    outcome := 'refused';
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM auth.accounts taken WHERE taken.login = which AND taken.professional <> issued.professional) THEN
    outcome := 'login-taken';
    RETURN;
  END IF;
  PERFORM auth.write_account(issued.professional, which, new_salt, sha256(proof));
  UPDATE auth.links SET used_at = now() WHERE links.professional = issued.professional AND used_at IS NULL;
  PERFORM auth.add_session(issued.professional, token);
  outcome := 'opened';
  professional := issued.professional;
END $$;

-- An account with its new password: what was open under the old one ends.
CREATE FUNCTION auth.write_account(who uuid, which bytea, new_salt bytea, new_verifier bytea) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
AS $$
  INSERT INTO auth.accounts (professional, login, salt, verifier, password_set_at)
  VALUES (who, which, new_salt, new_verifier, now())
  ON CONFLICT (professional) DO UPDATE
     SET login = excluded.login, salt = excluded.salt, verifier = excluded.verifier,
         password_set_at = excluded.password_set_at, disabled = false;
  DELETE FROM auth.attempts WHERE login = which;
  UPDATE auth.sessions SET ended_at = now() WHERE sessions.professional = who AND ended_at IS NULL;
$$;

CREATE FUNCTION auth.is_open(hash bytea) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  RETURN EXISTS (
    SELECT FROM auth.sessions session, auth.settings settings
     WHERE session.token_hash = hash AND session.ended_at IS NULL
       AND now() < session.expires_at AND now() < session.last_used_at + settings.idle);

CREATE FUNCTION auth.has_any_account() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  RETURN EXISTS (SELECT FROM auth.accounts);

GRANT EXECUTE ON FUNCTION auth.begin_sign_in(bytea), auth.open_session(bytea, bytea, text, text),
  auth.close_session(text), auth.use_sessions(text[]), auth.redeem_link(text, bytea, bytea, bytea, text)
  TO jalons_api;
GRANT EXECUTE ON FUNCTION auth.has_any_account() TO jalons_api, jalons_worker, jalons_cli;

-- Down Migration
DROP FUNCTION auth.has_any_account(), auth.is_open(bytea),
  auth.write_account(uuid, bytea, bytea, bytea), auth.redeem_link(text, bytea, bytea, bytea, text),
  auth.use_sessions(text[]), auth.close_session(text), auth.open_session(bytea, bytea, text, text),
  auth.add_session(uuid, text), auth.begin_sign_in(bytea), auth.wait_of(bytea), auth.assert_token(text);
