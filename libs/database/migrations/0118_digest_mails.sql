-- Digest mails (risk.md § 3): how often each professional wants one, which one was meant for whom and when, and what it
-- told. Ids, codes and days: neither an address nor a text is kept here, a mail is written when it leaves.

-- Up Migration
CREATE TABLE engine.digest_choices (
  professional uuid   PRIMARY KEY,           -- without a row: daily
  frequency    text   COLLATE "C" NOT NULL,
  chosen_ms    bigint NOT NULL,
  CONSTRAINT digest_choices_frequency CHECK (frequency IN ('daily', 'weekly', 'none'))
);

-- Whether the workers can send mail: they have the setting, the api has not.
CREATE TABLE engine.mail_state (
  only_row boolean NOT NULL DEFAULT true CONSTRAINT mail_state_pkey PRIMARY KEY,
  enabled  boolean NOT NULL,
  noted_ms bigint  NOT NULL,
  CONSTRAINT mail_state_only_row CHECK (only_row)
);

-- The mornings whose digests are decided, each once.
CREATE TABLE engine.digest_rounds (
  zone      text   COLLATE "C" NOT NULL,
  day       date   NOT NULL,
  opened_ms bigint NOT NULL,
  PRIMARY KEY (zone, day)
);

-- At most one digest for each professional and period. 'sending' is noted before the mail leaves.
CREATE TABLE engine.digests (
  id           uuid    PRIMARY KEY,          -- derived from professional and period: the Message-ID of the mail
  professional uuid    NOT NULL,
  period       date    NOT NULL,             -- the day, or the Monday of a week
  day          date    NOT NULL,             -- when it was decided
  state        text    COLLATE "C" NOT NULL DEFAULT 'planned',
  run          integer NOT NULL DEFAULT 1,   -- counted up each time somebody asks for it again
  attempts     integer NOT NULL DEFAULT 0,
  reason       text    COLLATE "C",          -- code of the last failure, never its message
  changed_ms   bigint  NOT NULL,
  CONSTRAINT digests_once UNIQUE (professional, period),
  CONSTRAINT digests_state CHECK (state IN ('planned', 'sending', 'sent', 'nothing', 'failed'))
);
CREATE INDEX digests_under_way ON engine.digests (day) WHERE state IN ('planned', 'sending');
CREATE INDEX digests_failed ON engine.digests (changed_ms) WHERE state = 'failed';

-- What each professional was told of, as long as the alert is open; by the digest that did.
CREATE TABLE engine.digest_told (
  professional uuid    NOT NULL,
  alert        uuid    NOT NULL,
  n            integer NOT NULL,
  occasion     text    COLLATE "C" NOT NULL, -- 'raised', 'escalated', or 'shown-again' with its day
  digest       uuid    NOT NULL,
  PRIMARY KEY (professional, alert, n, occasion)
);
CREATE INDEX digest_told_by_digest ON engine.digest_told (digest);
CREATE INDEX digest_told_by_alert ON engine.digest_told (alert, n);

GRANT SELECT ON engine.digest_choices TO jalons_worker;
GRANT SELECT, INSERT, UPDATE ON engine.mail_state TO jalons_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON engine.digest_rounds, engine.digests, engine.digest_told TO jalons_worker;
-- In the backup, so that a restored product neither tells twice nor writes to who wanted no mail.
GRANT SELECT ON engine.digest_choices, engine.digests, engine.digest_told TO jalons_cli;

-- How often the holder of the session wants a digest; NULL without a session.
CREATE FUNCTION engine.my_digest_frequency() RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  RETURN (SELECT coalesce(choice.frequency, 'daily')
            FROM (SELECT auth.my_professional() AS professional) me
            LEFT JOIN engine.digest_choices choice USING (professional)
           WHERE me.professional IS NOT NULL);

CREATE FUNCTION engine.note_digest_choice(p_professional uuid, p_frequency text, p_at_ms bigint) RETURNS void
  LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO engine.digest_choices (professional, frequency, chosen_ms)
    VALUES (p_professional, p_frequency, p_at_ms)
    ON CONFLICT (professional) DO UPDATE SET frequency = excluded.frequency, chosen_ms = excluded.chosen_ms;
$$;

-- The choice of the holder of the session.
CREATE FUNCTION engine.choose_my_digest(p_frequency text, p_at_ms bigint) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT engine.note_digest_choice(auth.my_professional(), p_frequency, p_at_ms)
   WHERE auth.my_professional() IS NOT NULL;
$$;

-- No more digests for who holds the link of one: the api has opened its seal. It can do no more than stop them.
CREATE FUNCTION engine.stop_digests_of(p_professional uuid, p_at_ms bigint) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT engine.note_digest_choice(p_professional, 'none', p_at_ms);
$$;

-- For an admin: whether mail leaves, what waits and what failed. One row; none for anybody else.
CREATE FUNCTION engine.digests_state() RETURNS TABLE (enabled boolean, waiting integer, sent_ms bigint, failed jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT state.enabled FROM engine.mail_state state), false),
         (SELECT count(*)::integer FROM engine.digests one WHERE one.state IN ('planned', 'sending')),
         (SELECT max(one.changed_ms) FROM engine.digests one WHERE one.state = 'sent'),
         (SELECT coalesce(jsonb_agg(to_jsonb(one) ORDER BY one."changedAt" DESC), '[]')
            FROM (SELECT id, professional, period, attempts, reason, changed_ms AS "changedAt" FROM engine.digests
                   WHERE digests.state = 'failed' ORDER BY digests.changed_ms DESC LIMIT 100) one)
   WHERE 'admin' = ANY (auth.my_roles());
$$;

-- Gives a failed digest all its tries again; false where it is not failed, or for anybody but an admin.
CREATE FUNCTION engine.retry_digest(p_id uuid, p_at_ms bigint) RETURNS boolean
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH again AS (
    UPDATE engine.digests
       SET state = 'planned', run = run + 1, attempts = 0, reason = NULL, changed_ms = p_at_ms
     WHERE id = p_id AND state = 'failed' AND 'admin' = ANY (auth.my_roles()) RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM again);
$$;

GRANT EXECUTE ON FUNCTION engine.my_digest_frequency(), engine.choose_my_digest(text, bigint),
  engine.stop_digests_of(uuid, bigint), engine.digests_state(), engine.retry_digest(uuid, bigint) TO jalons_api;

-- Down Migration
DROP FUNCTION engine.retry_digest(uuid, bigint), engine.digests_state(), engine.stop_digests_of(uuid, bigint),
  engine.choose_my_digest(text, bigint), engine.note_digest_choice(uuid, text, bigint), engine.my_digest_frequency();
DROP TABLE engine.digest_told, engine.digests, engine.digest_rounds, engine.mail_state, engine.digest_choices;
