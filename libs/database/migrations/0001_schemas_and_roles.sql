-- Schemas of the product and who may look into them. Runs as jalons_owner; the bootstrap made the roles.
-- No role has a right on a table by default: each migration grants what it means to.

-- Up Migration
CREATE SCHEMA log;       -- events and head
CREATE SCHEMA keys;      -- subject keys
CREATE SCHEMA auth;      -- accounts, sessions, links
CREATE SCHEMA engine;    -- checkpoints, leases, parked events
CREATE SCHEMA read;      -- live read models
CREATE SCHEMA building;  -- read models being rebuilt
CREATE SCHEMA retired;   -- read models just swapped out
CREATE SCHEMA journal;   -- access journal
CREATE SCHEMA bullmq;    -- queues

-- A function is executable by everyone unless this is revoked before it exists.
ALTER DEFAULT PRIVILEGES FOR ROLE jalons_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

GRANT USAGE ON SCHEMA log, keys, auth, engine, read, journal, bullmq TO jalons_api;
GRANT USAGE ON SCHEMA log, keys, auth, engine, read, building, retired, journal, bullmq TO jalons_worker;
GRANT USAGE ON SCHEMA log, keys, auth, engine, read, building, retired, journal, bullmq TO jalons_cli;

-- ALTER FUNCTION ... OWNER TO jalons_search asks that the new owner may create in the schema.
GRANT USAGE, CREATE ON SCHEMA read, building TO jalons_search;
GRANT USAGE ON SCHEMA auth TO jalons_search;

-- The opaque session token of the current transaction, NULL when there is none: then nothing is seen.
-- A policy calls what derives from it inside a scalar sub-select, so that it runs once per statement.
CREATE FUNCTION auth.session_token() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('jalons.session', true), '');
GRANT EXECUTE ON FUNCTION auth.session_token() TO jalons_api, jalons_worker, jalons_cli, jalons_search;

-- Down Migration
DROP SCHEMA log, keys, auth, engine, read, building, retired, journal, bullmq CASCADE;
ALTER DEFAULT PRIVILEGES FOR ROLE jalons_owner GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
