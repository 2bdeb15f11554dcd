import type { ReadTable } from '@jalons/projections';

/**
 * What was said of the days of parcours, of the slots that people hold and of merges, to fold a person again when one of
 * them is voided; without a policy, the api sees none.
 */
export const slotEntries: ReadTable = {
  name: 'slot_entries',
  primaryKey: ['event_id'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      event_id uuid PRIMARY KEY,
      person   uuid NOT NULL,
      subject  uuid NOT NULL,       -- a parcours, or the person
      revision integer NOT NULL,
      event    jsonb NOT NULL
    );
    ALTER TABLE ${table} ALTER event SET STATISTICS 0;
    CREATE INDEX ON ${table} (person, subject, revision);`,
};

/**
 * Each parcours, the days that it lasts by its own stream and those held for it in its person's; read by the coordinator
 * of its territory, by case number.
 */
export const parcoursSlots: ReadTable = {
  name: 'parcours_slots',
  primaryKey: ['parcours'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      parcours   uuid PRIMARY KEY,
      person     uuid NOT NULL,
      component  uuid NOT NULL,     -- the people merged with her; herself where there is nobody
      territory  uuid,
      lasts_from date,              -- null where nothing opened it
      lasts_to   date,              -- day of exit
      held_from  date,              -- null where no slot is held
      held_to    date,
      at_odds    boolean NOT NULL,  -- the two do not agree
      changed_ms bigint NOT NULL    -- when the last of them was recorded
    );
    CREATE INDEX ON ${table} (person);
    CREATE INDEX ON ${table} (component);
    CREATE INDEX ON ${table} (territory);
    CREATE INDEX ON ${table} (parcours) WHERE at_odds;
    GRANT SELECT (parcours, person, component, territory, lasts_from, lasts_to, at_odds, changed_ms) ON ${table} TO jalons_api;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (
      territory = ANY ((SELECT auth.my_territories())::uuid[]));`,
};

/** Everybody who takes part in a merge in force; without a policy, the api sees none. */
export const mergedPeople: ReadTable = {
  name: 'merged_people',
  primaryKey: ['person'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      person      uuid PRIMARY KEY,
      into_person uuid,             -- null for who was absorbed by nobody
      component   uuid NOT NULL     -- the lowest id among those connected
    );`,
};
