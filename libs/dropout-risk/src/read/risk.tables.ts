import type { ReadTable } from '@jalons/projections';

const CLOCK = 'what reviews write: it depends on when they ran';

/**
 * Clauses of policies (security.md § 1): whoever follows the person, or broke the glass on her. Who is to receive her
 * reads nothing of what rules say of her, but the alerts that wait for it alone.
 */
const FOLLOWERS = `
      viewers && (SELECT auth.my_structures())::uuid[]
      OR beneficiary = ANY ((SELECT auth.my_elevations())::uuid[])`;
const RECEIVERS = 'receivers && (SELECT auth.my_structures())::uuid[]';
/** Whoever coordinates the territory, by case number. */
const COORDINATORS = 'territory = ANY ((SELECT auth.my_territories())::uuid[])';

/** What rules read of each parcours, by itself; without a policy, the api sees none. */
export const riskCases: ReadTable = {
  name: 'risk_cases',
  primaryKey: ['parcours'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      parcours    uuid PRIMARY KEY,
      beneficiary uuid NOT NULL,
      entries     jsonb NOT NULL,   -- the events of its stream, ids, codes and days alone
      facts       json,             -- null where nothing opened it; json, which is read as it was written
      latest      json NOT NULL     -- the entries last recorded: read where an alert changes
    );
    ALTER TABLE ${table} ALTER entries SET STATISTICS 0, ALTER facts SET STATISTICS 0, ALTER latest SET STATISTICS 0;
    CREATE INDEX ON ${table} (beneficiary);
    GRANT SELECT (parcours, beneficiary, entries) ON ${table} TO jalons_search;`,
};

/**
 * How each parcours stands, and when it is to be reviewed. The projection says whom it concerns and that something
 * happened (`due_ms` 0); reviews write the rest. Read by case number beyond those who follow the person.
 */
export const riskBoard: ReadTable = {
  name: 'risk_board',
  primaryKey: ['parcours'],
  excludedFromHash: {
    due_ms: CLOCK,
    backlog: CLOCK,
    reviewed_ms: CLOCK,
    rule_set_version: CLOCK,
    score: CLOCK,
    level: CLOCK,
    flags: CLOCK,
    messages: CLOCK,
    stopped_by: CLOCK,
    flag_count: CLOCK,
    since: CLOCK,
    failed_code: CLOCK,
    failed_ms: CLOCK,
    result_hash: CLOCK,
  },
  ddl: (table) => `
    CREATE TABLE ${table} (
      parcours           uuid PRIMARY KEY,
      beneficiary        uuid NOT NULL,
      territory          uuid,
      viewers            uuid[] NOT NULL,  -- structures that take part
      receivers          uuid[] NOT NULL,  -- structures with an orientation of hers to answer or to start
      referent           uuid,
      referent_structure uuid,
      is_open            boolean NOT NULL,
      touched            text COLLATE "C" NOT NULL DEFAULT '',  -- position of the last event that concerns it
      due_ms             bigint DEFAULT 0,                      -- null: only an event can change the result
      backlog            boolean NOT NULL DEFAULT false,        -- touched by an import or other rules
      reviewed_ms        bigint,
      rule_set_version   integer,
      score              integer,
      level              text COLLATE "C",
      flags              jsonb,
      messages           jsonb,
      stopped_by         text COLLATE "C",
      flag_count         integer,       -- flags that count: muted ones are left out
      since              date,          -- first due day among them
      failed_code        text COLLATE "C",  -- of the last review, where it failed
      failed_ms          bigint,
      result_hash        text COLLATE "C"   -- of what the last review wrote: most find the same again
    );
    ALTER TABLE ${table} ALTER flags SET STATISTICS 0, ALTER messages SET STATISTICS 0;
    CREATE INDEX ON ${table} (due_ms, parcours) WHERE due_ms IS NOT NULL;
    CREATE INDEX ON ${table} (territory, level, since);
    CREATE INDEX ON ${table} (beneficiary);
    CREATE INDEX ON ${table} (referent);
    CREATE INDEX ON ${table} (failed_ms) WHERE failed_ms IS NOT NULL;
    GRANT SELECT ON ${table} TO jalons_api;
    GRANT SELECT (parcours, beneficiary, territory, viewers, receivers, failed_ms), UPDATE (due_ms) ON ${table}
      TO jalons_search;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (${FOLLOWERS} OR ${COORDINATORS});`,
};

/**
 * Each alert that was raised, from its raising to its end, for those who follow the person, and for the structure that
 * it waits for where it tells of nothing else; those on trial are seen by coordinators alone.
 */
export const riskAlerts: ReadTable = {
  name: 'risk_alerts',
  primaryKey: ['alert', 'n'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      alert              uuid NOT NULL,
      n                  integer NOT NULL,
      parcours           uuid NOT NULL,
      beneficiary        uuid NOT NULL,
      territory          uuid,
      viewers            uuid[] NOT NULL,
      receivers          uuid[] NOT NULL,    -- see alert-readers.ts
      shadow             boolean NOT NULL,
      rule_set_version   integer NOT NULL,   -- of the rules that raised it
      raised_on          date NOT NULL,
      raised_ms          bigint NOT NULL,
      backlog            boolean NOT NULL,
      level              text COLLATE "C" NOT NULL,
      suspended          boolean NOT NULL,
      causes             jsonb NOT NULL,     -- those that it holds by, or held by at its end
      revision           integer NOT NULL,   -- of the stream, at its last event of this alert
      position           text COLLATE "C" NOT NULL,  -- of that event
      seen_ms            bigint,
      in_charge_by       uuid,
      in_charge_ms       bigint,
      snoozed_until      date,
      woken_on           date,               -- when a new cause last ended its being put off
      escalated_ms       bigint,
      ended_ms           bigint,
      ended_by           uuid,               -- who closed it; null where it resolved itself
      outcome            text COLLATE "C",
      kind               text COLLATE "C",   -- what resolved it
      PRIMARY KEY (alert, n)
    );
    ALTER TABLE ${table} ALTER causes SET STATISTICS 0;
    CREATE INDEX ON ${table} (parcours);
    CREATE INDEX ON ${table} (raised_on) WHERE ended_ms IS NULL;
    CREATE INDEX ON ${table} ((-ended_ms), raised_on, alert, n) WHERE ended_ms IS NOT NULL;
    CREATE INDEX ON ${table} (territory, rule_set_version, ended_ms);
    CREATE INDEX ON ${table} (beneficiary);
    CREATE INDEX ON ${table} (position);
    GRANT SELECT ON ${table} TO jalons_api;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (
      CASE WHEN shadow THEN ${COORDINATORS} ELSE ${FOLLOWERS} OR ${RECEIVERS} END);`,
};

/**
 * Alerts that nobody has looked at in time, for the coordinator: by case number and since when, and nothing of why
 * (risk.md § 3).
 */
export const riskEscalations: ReadTable = {
  name: 'risk_escalations',
  primaryKey: ['alert'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      alert        uuid PRIMARY KEY,
      parcours     uuid NOT NULL,
      beneficiary  uuid NOT NULL,
      territory    uuid,
      raised_on    date NOT NULL,
      escalated_on date NOT NULL,
      position     text COLLATE "C" NOT NULL
    );
    CREATE INDEX ON ${table} (territory, raised_on, alert);
    CREATE INDEX ON ${table} (parcours);
    CREATE INDEX ON ${table} (beneficiary);
    CREATE INDEX ON ${table} (position);
    GRANT SELECT ON ${table} TO jalons_api;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (${COORDINATORS});`,
};

/**
 * How many alerts came to what: numbers alone, which the erasure of a person leaves as they are (risk.md § 3). Counted
 * once, when the log says it.
 */
export const riskAlertCounts: ReadTable = {
  name: 'risk_alert_counts',
  primaryKey: ['territory'],
  excludedFromHash: { counts: 'a replay no longer knows the alerts of people erased meanwhile' },
  ddl: (table) => `
    CREATE TABLE ${table} (
      territory uuid PRIMARY KEY,
      counts    jsonb NOT NULL       -- see alert-counts.ts
    );
    GRANT SELECT ON ${table} TO jalons_api;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (${COORDINATORS});`,
};

/** What became of the alerts of each parcours, to decide on the next one; without a policy, the api sees none. */
export const riskAlertStates: ReadTable = {
  name: 'risk_alert_states',
  primaryKey: ['alert'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      alert       uuid PRIMARY KEY,
      parcours    uuid NOT NULL,
      beneficiary uuid NOT NULL,
      state       jsonb NOT NULL
    );
    ALTER TABLE ${table} ALTER state SET STATISTICS 0;
    CREATE INDEX ON ${table} (beneficiary);`,
};

/** What people asked for, and with whom they were merged; without a policy, the api sees none. */
export const riskPeople: ReadTable = {
  name: 'risk_people',
  primaryKey: ['person'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      person      uuid PRIMARY KEY,
      into_person uuid,             -- the merge in force
      component   uuid NOT NULL,    -- the lowest id among those merged together
      entries     jsonb NOT NULL,
      facts       jsonb NOT NULL
    );
    CREATE INDEX ON ${table} (component);
    GRANT SELECT (person, component, entries) ON ${table} TO jalons_search;`,
};

/** Encounters of before a person was known, linked to her; without a policy, the api sees none. */
export const riskEncounters: ReadTable = {
  name: 'risk_encounters',
  primaryKey: ['outreach'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      outreach uuid PRIMARY KEY,
      person   uuid,                -- null while it is linked to nobody
      fact     jsonb,               -- null where it was voided
      entries  jsonb NOT NULL
    );
    CREATE INDEX ON ${table} (person);
    GRANT SELECT (outreach, person, entries) ON ${table} TO jalons_search;`,
};

/** On which days professionals could answer for a case; without a policy, the api sees none. */
export const riskProfessionals: ReadTable = {
  name: 'risk_professionals',
  primaryKey: ['professional'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      professional uuid PRIMARY KEY,
      deputies     uuid[] NOT NULL,
      entries      jsonb NOT NULL,
      facts        jsonb NOT NULL
    );
    CREATE INDEX ON ${table} USING gin (deputies);
    GRANT SELECT (professional, deputies, entries) ON ${table} TO jalons_search;`,
};

/** Who stands in for whom on which days, for themselves and the colleagues of the absent one. */
export const riskDeputies: ReadTable = {
  name: 'risk_deputies',
  primaryKey: ['absence'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      absence      uuid PRIMARY KEY,
      professional uuid NOT NULL,
      deputy       uuid NOT NULL,
      structures   uuid[] NOT NULL,  -- of the mandates of the absent one
      held_from    date NOT NULL,
      held_until   date              -- first day back
    );
    CREATE INDEX ON ${table} (professional);
    CREATE INDEX ON ${table} (deputy);
    GRANT SELECT ON ${table} TO jalons_api;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (
      deputy = (SELECT auth.my_professional()) OR professional = (SELECT auth.my_professional())
      OR structures && (SELECT auth.my_structures())::uuid[]);`,
};

/** The rules of each territory that has some of its own; without a policy, the api sees none. */
export const riskRuleSets: ReadTable = {
  name: 'risk_rule_sets',
  primaryKey: ['territory'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      territory uuid PRIMARY KEY,
      state     jsonb NOT NULL      -- every version, without its back-tests
    );`,
};
