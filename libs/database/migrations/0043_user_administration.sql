-- Administration of accounts: from the command line, or over HTTP under the session of an admin. The api alone, without
-- such a session, can do none of it.

-- Up Migration
CREATE FUNCTION auth.assert_administers() RETURNS void
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$
BEGIN
  IF session_user = 'jalons_api' AND NOT 'admin' = ANY (auth.my_roles()) THEN
    RAISE EXCEPTION 'only an admin administers accounts' USING ERRCODE = '42501';
  END IF;
END $$;

-- A link that sets a password, once. Earlier unused links of the same professional end.
-- @param which HMAC of the address it is sent to; NULL for the link printed at the first start
CREATE FUNCTION auth.issue_link(who uuid, link text, which bytea) RETURNS timestamptz
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
DECLARE
  expiry timestamptz;
BEGIN
  PERFORM auth.assert_administers();
  PERFORM auth.assert_token(link);
  UPDATE auth.links SET used_at = now() WHERE links.professional = who AND used_at IS NULL;
  INSERT INTO auth.links (token_hash, professional, login, issued_by, issued_at, expires_at)
  SELECT auth.token_hash(link), who, which, auth.my_professional(), now(), now() + settings.link_lifetime
    FROM auth.settings
  RETURNING expires_at INTO expiry;
  RETURN expiry;
END $$;

CREATE FUNCTION auth.set_account(who uuid, which bytea, new_salt bytea, proof bytea) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
AS $$
  SELECT auth.write_account(who, which, new_salt, sha256(proof));
$$;

-- Ends every session of a professional; the number of those that were open.
CREATE FUNCTION auth.revoke_sessions(who uuid) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
DECLARE
  ended integer;
BEGIN
  PERFORM auth.assert_administers();
  UPDATE auth.sessions SET ended_at = now() WHERE sessions.professional = who AND ended_at IS NULL;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;

-- Closes an account: sessions end, unused links too; a new link opens it again.
CREATE FUNCTION auth.disable_account(who uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
BEGIN
  PERFORM auth.revoke_sessions(who);
  UPDATE auth.links SET used_at = now() WHERE links.professional = who AND used_at IS NULL;
  UPDATE auth.accounts SET disabled = true WHERE accounts.professional = who;
END $$;

CREATE FUNCTION auth.list_accounts()
  RETURNS TABLE (professional uuid, name text, has_password boolean, disabled boolean, open_sessions integer,
                 link_expires_at timestamptz, wait_seconds integer)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$
BEGIN
  PERFORM auth.assert_administers();
  RETURN QUERY
    SELECT who.professional, auth.name_of(who.professional), account.professional IS NOT NULL,
           coalesce(account.disabled, false),
           (SELECT count(*)::integer FROM auth.sessions session
             WHERE session.professional = who.professional AND auth.is_open(session.token_hash)),
           (SELECT max(link.expires_at) FROM auth.links link
             WHERE link.professional = who.professional AND link.used_at IS NULL AND now() < link.expires_at),
           coalesce(auth.wait_of(account.login), 0)
      FROM (SELECT accounts.professional FROM auth.accounts
             UNION SELECT links.professional FROM auth.links) who
      LEFT JOIN auth.accounts account ON account.professional = who.professional
     ORDER BY who.professional;
END $$;

-- Forgets what has been over for a month, and the attempts that no longer count; the number of rows.
CREATE FUNCTION auth.purge() RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
AS $$
  WITH sessions AS (DELETE FROM auth.sessions WHERE expires_at < now() - interval '1 month' RETURNING 1),
       links AS (DELETE FROM auth.links WHERE expires_at < now() - interval '1 month' RETURNING 1),
       attempts AS (DELETE FROM auth.attempts USING auth.settings
                     WHERE attempts.last_at < now() - settings.forget_after RETURNING 1)
  SELECT ((SELECT count(*) FROM sessions) + (SELECT count(*) FROM links) + (SELECT count(*) FROM attempts))::integer;
$$;

GRANT EXECUTE ON FUNCTION auth.issue_link(uuid, text, bytea), auth.revoke_sessions(uuid), auth.disable_account(uuid),
  auth.list_accounts() TO jalons_api, jalons_cli;
GRANT EXECUTE ON FUNCTION auth.set_account(uuid, bytea, bytea, bytea) TO jalons_cli;
GRANT EXECUTE ON FUNCTION auth.purge() TO jalons_worker, jalons_cli;

-- Down Migration
DROP FUNCTION auth.purge(), auth.list_accounts(), auth.disable_account(uuid), auth.revoke_sessions(uuid),
  auth.set_account(uuid, bytea, bytea, bytea), auth.issue_link(uuid, text, bytea), auth.assert_administers();
