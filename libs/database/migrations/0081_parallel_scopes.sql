-- Figures over many partitions are counted by several processes (governance.md § 3): what the policies of their tables
-- ask reads the session's setting and tables alone, which every process of a query sees alike.

-- Up Migration
ALTER FUNCTION auth.holder_of(text) PARALLEL SAFE;
ALTER FUNCTION auth.mandates_at(uuid, timestamptz) PARALLEL SAFE;
ALTER FUNCTION auth.my_professional() PARALLEL SAFE;
ALTER FUNCTION auth.my_roles() PARALLEL SAFE;
ALTER FUNCTION auth.my_territories(text[]) PARALLEL SAFE;

-- Down Migration
ALTER FUNCTION auth.holder_of(text) PARALLEL UNSAFE;
ALTER FUNCTION auth.mandates_at(uuid, timestamptz) PARALLEL UNSAFE;
ALTER FUNCTION auth.my_professional() PARALLEL UNSAFE;
ALTER FUNCTION auth.my_roles() PARALLEL UNSAFE;
ALTER FUNCTION auth.my_territories(text[]) PARALLEL UNSAFE;
