-- Accounts, sessions and one-time links (security.md § 2). No process reads or writes these tables: they go through the
-- functions of 0041 and 0042, which ask for a proof (the output of argon2id, a token) of which only a SHA-256 is stored.
-- Logins (e-mail addresses) are stored as an HMAC under the product's secret, never in clear.

-- Up Migration
-- Parameters of the sign-in, one row; the command line may change them.
CREATE TABLE auth.settings (
  only_row       boolean NOT NULL DEFAULT true CONSTRAINT settings_pkey PRIMARY KEY,
  idle           interval NOT NULL,  -- a session unused for so long is over
  lifetime       interval NOT NULL,  -- and whatever its use after this
  link_lifetime  interval NOT NULL,
  free_attempts  integer NOT NULL,   -- wrong passwords before the account waits
  first_delay    interval NOT NULL,  -- doubled at each further one,
  longest_delay  interval NOT NULL,  -- up to this
  forget_after   interval NOT NULL,  -- quiet time after which wrong passwords are forgotten
  CONSTRAINT settings_only_row CHECK (only_row)
);
INSERT INTO auth.settings VALUES (true, '2 hours', '12 hours', '72 hours', 5, '30 seconds', '15 minutes', '1 day');

CREATE TABLE auth.accounts (
  professional    uuid NOT NULL CONSTRAINT accounts_pkey PRIMARY KEY,
  login           bytea NOT NULL CONSTRAINT accounts_login_key UNIQUE,  -- HMAC-SHA-256 of the address
  salt            bytea NOT NULL,
  verifier        bytea NOT NULL,                                       -- SHA-256 of the output of argon2id
  password_set_at timestamptz NOT NULL,
  disabled        boolean NOT NULL DEFAULT false,
  CONSTRAINT accounts_sizes CHECK (octet_length(login) = 32 AND octet_length(salt) = 16 AND octet_length(verifier) = 32)
);

CREATE TABLE auth.sessions (
  token_hash   bytea NOT NULL CONSTRAINT sessions_pkey PRIMARY KEY,
  professional uuid NOT NULL,
  opened_at    timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  CONSTRAINT sessions_hash CHECK (octet_length(token_hash) = 32)
);
CREATE INDEX sessions_by_professional ON auth.sessions (professional) WHERE ended_at IS NULL;
CREATE INDEX sessions_by_end ON auth.sessions (expires_at);

CREATE TABLE auth.links (
  token_hash   bytea NOT NULL CONSTRAINT links_pkey PRIMARY KEY,
  professional uuid NOT NULL,
  login        bytea,             -- the address it was sent to; NULL for the link printed at the first start
  issued_by    uuid,
  issued_at    timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  used_at      timestamptz,
  CONSTRAINT links_hash CHECK (octet_length(token_hash) = 32)
);
CREATE INDEX links_by_professional ON auth.links (professional) WHERE used_at IS NULL;

-- Wrong passwords by login, known or not, so that an unknown one answers like a known one.
CREATE TABLE auth.attempts (
  login        bytea NOT NULL CONSTRAINT attempts_pkey PRIMARY KEY,
  failures     integer NOT NULL,
  last_at      timestamptz NOT NULL,
  locked_until timestamptz
);
CREATE INDEX attempts_by_last ON auth.attempts (last_at);

GRANT SELECT, UPDATE ON auth.settings TO jalons_cli;

-- Down Migration
DROP TABLE auth.attempts, auth.links, auth.sessions, auth.accounts, auth.settings;
