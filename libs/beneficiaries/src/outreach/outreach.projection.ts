import type { LifeEvent, StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { Projection, ProjectionSql, ReadTable, Row } from '@jalons/projections';
import type { OutreachEvent } from './outreach.events.js';
import { outreachState } from './outreach.state.js';

const STREAM = 'outreach-';

/** Encounters as the structure that recorded them sees them. */
const encounters: ReadTable = {
  name: 'outreach_encounters',
  primaryKey: ['outreach'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      outreach    uuid PRIMARY KEY,
      structure   uuid,
      territory   uuid,
      recorded_by uuid NOT NULL,
      occurred_on date NOT NULL,
      time        text COLLATE "C",
      channel     text COLLATE "C" NOT NULL,
      place       text,
      place_id    uuid,
      qpv         text COLLATE "C",
      needs       text[] COLLATE "C" NOT NULL,
      people      integer NOT NULL,
      recorded    uuid NOT NULL,     -- the entry
      recorded_ms bigint NOT NULL,
      link        uuid,              -- the entry by which it was linked
      person      uuid               -- who it turned out to be
    );
    ALTER TABLE ${table} ALTER place SET STATISTICS 0, ALTER needs SET STATISTICS 0;
    CREATE INDEX ON ${table} (structure, occurred_on, recorded_ms, outreach);
    GRANT SELECT ON ${table} TO jalons_api;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (
      structure = ANY ((SELECT auth.my_structures())::uuid[]));`,
};

/**
 * Whose erasure destroys the key of an encounter with her own (domain.md § 3), and whose registration it keeps; without a
 * policy, the api sees none.
 */
const links: ReadTable = {
  name: 'outreach_links',
  primaryKey: ['outreach'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      outreach uuid PRIMARY KEY,
      person   uuid NOT NULL
    );
    CREATE INDEX ON ${table} (person);
    GRANT SELECT (outreach, person) ON ${table} TO jalons_search;`,
};

/** The events, to fold an encounter again when one is voided; without a policy, the api sees none. */
const entries: ReadTable = {
  name: 'outreach_entries',
  primaryKey: ['event_id'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      event_id uuid PRIMARY KEY,
      outreach uuid NOT NULL,
      revision integer NOT NULL,
      event    jsonb NOT NULL
    );
    ALTER TABLE ${table} ALTER event SET STATISTICS 0;
    CREATE INDEX ON ${table} (outreach, revision);`,
};

type Kept = LifeEvent<OutreachEvent> & { readonly territory?: Uuid };

/** Encounters of aller-vers, and the people that some of them turned out to be. */
export const outreachProjection: Projection = {
  name: 'outreach',
  version: 4,
  tables: [encounters, links, entries],
  handles: new Set(['OutreachEncounterRecorded', 'OutreachLinkedToBeneficiary', 'EntryVoided', 'BeneficiaryErased']),
  async apply(batch, sql) {
    // In order: a link that came after the erasure of the same batch would be one too many, and there is none.
    const own = batch.filter(({ stream }) => stream.startsWith(STREAM));
    await sql.upsert('outreach_entries', own.map(entryRow));
    await refold([...new Set(own.map(outreachOf))], sql);
    const erased = batch.filter(({ type }) => type === 'BeneficiaryErased').map(subjectOf);
    if (erased.length > 0) await forget(erased, sql);
  },
};

async function refold(outreaches: readonly Uuid[], sql: ProjectionSql): Promise<void> {
  if (outreaches.length === 0) return;
  const { rows } = await sql.query<{ outreach: Uuid; event: Kept }>(
    `SELECT outreach, event FROM ${sql.table('outreach_entries')} WHERE outreach = ANY ($1::uuid[])
      ORDER BY outreach, revision`,
    [outreaches],
  );
  for (const table of ['outreach_encounters', 'outreach_links']) {
    await sql.query(`DELETE FROM ${sql.table(table)} WHERE outreach = ANY ($1::uuid[])`, [outreaches]);
  }
  const folded = outreaches.map((outreach) => {
    const events = rows.filter((row) => row.outreach === outreach).map(({ event }) => event);
    return { outreach, events, ...outreachState(events as unknown as readonly LifeEvent<OutreachEvent>[]) };
  });
  await sql.upsert('outreach_encounters', folded.flatMap(encounterRow));
  await sql.upsert(
    'outreach_links',
    folded.flatMap(({ outreach, link }) => (link === null ? [] : [{ outreach, person: link.data.beneficiaryId }])),
  );
}

/** Nothing of what an erased person was met for stays (security.md § 3): its key is gone with hers. */
async function forget(people: readonly Uuid[], sql: ProjectionSql): Promise<void> {
  const { rows } = await sql.query<{ outreach: Uuid }>(
    `SELECT outreach FROM ${sql.table('outreach_links')} WHERE person = ANY ($1::uuid[])`,
    [people],
  );
  const gone = rows.map(({ outreach }) => outreach);
  if (gone.length === 0) return;
  for (const table of ['outreach_encounters', 'outreach_links', 'outreach_entries']) {
    await sql.query(`DELETE FROM ${sql.table(table)} WHERE outreach = ANY ($1::uuid[])`, [gone]);
  }
}

interface Folded extends ReturnType<typeof outreachState> {
  readonly outreach: Uuid;
  readonly events: readonly Kept[];
}

function encounterRow({ outreach, events, encounter, link }: Folded): readonly Row[] {
  if (encounter === null) return [];
  const { data, occurredOn, at, structure, actor, recordedAt } = encounter;
  return [
    {
      ...{ outreach, structure: structure ?? null, territory: events[0]?.territory ?? null },
      ...{ recorded_by: actor, occurred_on: occurredOn, time: at?.time ?? null, channel: data.channel },
      ...{ place: data.place?.label ?? null, place_id: data.place?.id ?? null, qpv: data.qpv ?? null },
      ...{ needs: data.needs, people: data.count, recorded: encounter.eventId, recorded_ms: recordedAt },
      ...{ link: link?.eventId ?? null, person: link?.data.beneficiaryId ?? null },
    },
  ];
}

function outreachOf({ stream }: { readonly stream: string }): Uuid {
  return stream.slice(STREAM.length);
}

function subjectOf({ stream }: { readonly stream: string }): Uuid {
  return stream.slice(stream.indexOf('-') + 1);
}

function entryRow(event: StoredEvent): Row {
  const { eventId, revision, type, data, occurredOn, recordedAt, at, actor, structure, territory } = event;
  return {
    ...{ event_id: eventId, outreach: outreachOf(event), revision },
    event: {
      ...{ eventId, revision, type, data, occurredOn, recordedAt, actor },
      ...(at !== undefined && { at }),
      ...(structure !== undefined && { structure }),
      ...(territory !== undefined && { territory }),
    },
  };
}
