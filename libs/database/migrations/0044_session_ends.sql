-- Says when a session ends before its time, so that what goes on under it (live events) ends with it at once, in
-- whichever process. The payload is the professional, never a token.

-- Up Migration
CREATE FUNCTION auth.tell_session_end() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('jalons_sessions', NEW.professional::text);
  RETURN NULL;
END $$;
CREATE TRIGGER session_ends_are_told AFTER UPDATE OF ended_at ON auth.sessions
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION auth.tell_session_end();

-- Down Migration
DROP TRIGGER session_ends_are_told ON auth.sessions;
DROP FUNCTION auth.tell_session_end();
