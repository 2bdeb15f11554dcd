import { type LifeEvent, type StoredEvent, unvoided } from '@jalons/event-log';
import type { Projection, ProjectionSql, ReadTable, Row } from '@jalons/projections';
import type { ProfessionalEvent } from '../professional/professional.events.js';
import { professionalState } from '../professional/professional.state.js';

const STREAM = 'professional-';

/**
 * Who holds which mandate on which days. `auth.mandates_at` reads it as the owner, and through it every policy; people
 * read those of the structures where they follow people, as they hand cases over to colleagues, coordinators those of their territory, admins and dpo all.
 */
const mandates: ReadTable = {
  name: 'mandates',
  primaryKey: ['mandate'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      mandate      uuid PRIMARY KEY,
      professional uuid NOT NULL,
      role         text COLLATE "C" NOT NULL,
      structure    uuid,
      territory    uuid,
      zone         text NOT NULL,
      held_from    date NOT NULL,
      held_until   date              -- first day without it
    );
    CREATE INDEX ON ${table} (professional);
    CREATE INDEX ON ${table} (structure);
    GRANT SELECT ON ${table} TO jalons_api;
    CREATE POLICY owner_reads ON ${table} FOR SELECT TO jalons_owner USING (true);
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (
      professional = (SELECT auth.my_professional())
      OR structure = ANY ((SELECT auth.my_structures())::uuid[])
      OR territory = ANY ((SELECT auth.my_territories())::uuid[])
      OR (SELECT auth.my_roles() && '{admin,dpo}'::text[]));`,
};

/**
 * Cases opened by break-the-glass; seen by who opened them, by the dpo and by the coordinator of the person: the territory
 * of the row, for which it was asked, counts where she has no parcours alone (migration 0050).
 */
const elevations: ReadTable = {
  name: 'elevations',
  primaryKey: ['elevation'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      elevation    uuid PRIMARY KEY,
      professional uuid NOT NULL,
      structure    uuid,
      territory    uuid,             -- for which it was asked
      beneficiary  uuid NOT NULL,
      reason       text COLLATE "C" NOT NULL,
      at_ms        bigint NOT NULL,
      until_ms     bigint NOT NULL
    );
    CREATE INDEX ON ${table} (professional, until_ms);
    CREATE INDEX ON ${table} (at_ms, elevation);
    GRANT SELECT ON ${table} TO jalons_api;
    CREATE POLICY owner_reads ON ${table} FOR SELECT TO jalons_owner USING (true);
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (
      professional = (SELECT auth.my_professional())
      OR (SELECT 'dpo' = ANY (auth.my_roles()))
      OR read.coordinates_person(beneficiary, territory));`,
};

/** The events themselves, to fold a professional again when one is voided; without a policy, the api sees none. */
const entries: ReadTable = {
  name: 'mandate_entries',
  primaryKey: ['event_id'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      event_id     uuid PRIMARY KEY,
      professional uuid NOT NULL,
      revision     integer NOT NULL,
      event        jsonb NOT NULL
    );
    CREATE INDEX ON ${table} (professional, revision);`,
};

const FOLDED = new Set(['MandateGranted', 'MandateEnded', 'EntryVoided']);

/** Mandates and openings by break-the-glass: what `Scope` and the row-level policies rest on. */
export const mandatesProjection: Projection = {
  name: 'mandates',
  version: 3,
  tables: [mandates, elevations, entries],
  handles: new Set([...FOLDED, 'AccessElevated']),
  async apply(batch, sql) {
    const events = batch.filter(isProfessionalEvent);
    const folded = events.filter(({ type }) => FOLDED.has(type));
    await sql.upsert('elevations', events.flatMap(elevationRow));
    await sql.upsert('mandate_entries', folded.map(entryRow));
    const touched = [...new Set(folded.map(professionalOf))];
    if (touched.length > 0) await refold(touched, sql);
  },
};

/** A professional has few mandates: writing them all again costs less than following each void. */
async function refold(professionals: readonly string[], sql: ProjectionSql): Promise<void> {
  const { rows } = await sql.query<{ professional: string; event: LifeEvent<ProfessionalEvent> }>(
    `SELECT professional, event FROM ${sql.table('mandate_entries')} WHERE professional = ANY ($1::uuid[])
      ORDER BY professional, revision`,
    [professionals],
  );
  await sql.query(`DELETE FROM ${sql.table('mandates')} WHERE professional = ANY ($1::uuid[])`, [professionals]);
  const held = professionals.flatMap((professional) => {
    const own = rows.filter((row) => row.professional === professional).map(({ event }) => event);
    return professionalState(unvoided(own)).mandates.map(
      ({ id, role, structure, territory, zone, from, until }): Row => ({
        ...{ mandate: id, professional, role, structure, territory, zone },
        ...{ held_from: from, held_until: until },
      }),
    );
  });
  await sql.upsert('mandates', held);
}

/** An entry is voided in streams of every kind. */
function isProfessionalEvent(event: StoredEvent): event is StoredEvent<ProfessionalEvent> {
  return event.stream.startsWith(STREAM);
}

function professionalOf({ stream }: { readonly stream: string }): string {
  return stream.slice(STREAM.length);
}

function entryRow(event: StoredEvent<ProfessionalEvent>): Row {
  const { eventId, revision, type, data, occurredOn, recordedAt } = event;
  return {
    event_id: eventId,
    professional: professionalOf(event),
    revision,
    event: { eventId, revision, type, data, occurredOn, recordedAt },
  };
}

function elevationRow(event: StoredEvent<ProfessionalEvent>): Row[] {
  if (event.type !== 'AccessElevated') return [];
  return [
    {
      elevation: event.eventId,
      professional: professionalOf(event),
      structure: event.structure ?? null,
      territory: event.territory ?? null,
      beneficiary: event.data.beneficiaryId,
      reason: event.data.reason,
      at_ms: event.recordedAt,
      until_ms: event.data.until,
    },
  ];
}
