import type { ScopedDatabase } from '@jalons/database';
import { pageOf, type Clock, type CursorCodec, type Page } from '@jalons/http';
import { accessOf, type Reader } from '@jalons/identity';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import type pg from 'pg';
import { outreachUnknown } from './outreach.decider.js';

/** Whom it turned out to be is named to whom the person is open. */
const ENCOUNTERS = `
  SELECT outreach AS id, structure, recorded_by AS "recordedBy", occurred_on AS "occurredOn", time, channel, place,
         place_id AS "placeId", qpv, needs, people AS count, recorded AS "eventId",
         recorded_ms::float8 AS "recordedAt", link AS "linkId", person,
         (SELECT who.person FROM read.persons who WHERE who.person = met.person) AS "beneficiaryId"
    FROM read.outreach_encounters met`;

/**
 * $1 day, $2 instant and $3 outreach after which to go on, or NULLs; $4 rows. The latest day first, and of one day the
 * last recorded.
 */
const PAGE = `${ENCOUNTERS}
   WHERE $1::date IS NULL OR (occurred_on, recorded_ms, outreach) < ($1::date, $2::bigint, $3::uuid)
   ORDER BY occurred_on DESC, recorded_ms DESC, outreach DESC
   LIMIT $4`;

/** $1 outreach. */
const ONE = `${ENCOUNTERS} WHERE outreach = $1::uuid`;

/** $1 people: under the worker's role. */
const LINKED = 'SELECT outreach FROM read.outreach_links WHERE person = ANY ($1::uuid[]) ORDER BY outreach';

const LIST = 'encounters';

/** An encounter as its structure sees it. */
export interface KnownEncounter {
  readonly id: Uuid;
  readonly structure: Uuid;
  readonly recordedBy: Uuid;
  readonly occurredOn: CivilDate;
  readonly time: string | null;
  readonly channel: string;
  readonly place: string | null;
  readonly placeId: Uuid | null;
  readonly qpv: string | null;
  readonly needs: readonly string[];
  readonly count: number;
  /** The entry, to be voided where it is a mistake. */
  readonly eventId: Uuid;
  /** Whether it is known who it was. */
  readonly linked: boolean;
  /** The entry by which it was linked. */
  readonly linkId: Uuid | null;
  /** Who it was; null too where she is not open to the reader. */
  readonly beneficiaryId: Uuid | null;
}

export interface OutreachListParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
}

/** The encounters of the structures of whoever asks. */
export class OutreachList {
  constructor(private readonly parts: OutreachListParts) {}

  /**
   * The latest first, of one day the last recorded. Those that are known to be somebody's have their line in the access
   * journal before the answer.
   */
  async page(reader: Reader, limit: number, cursor?: string): Promise<Page<KnownEncounter>> {
    const { database, cursors } = this.parts;
    const after = cursor === undefined ? [null, null, null] : cursors.open(LIST, cursor);
    const values = [...after, limit + 1];
    const { rows } = await database.query<EncounterRow>(reader.scope.token, PAGE, values);
    const { items, ...more } = pageOf(rows, limit, LIST, cursors, (each) => [
      each.occurredOn,
      each.recordedAt,
      each.id,
    ]);
    return { items: await this.shown(reader, items), ...more };
  }

  /**
   * One of them; its line in the access journal names nobody else.
   * @throws DomainError `outreach-unknown` (404) of one that is not there, or of another structure
   */
  async one(reader: Reader, id: Uuid): Promise<KnownEncounter> {
    const { rows } = await this.parts.database.query<EncounterRow>(reader.scope.token, ONE, [id]);
    const [encounter] = await this.shown(reader, rows);
    if (encounter === undefined) throw outreachUnknown();
    return encounter;
  }

  private async shown(reader: Reader, rows: readonly EncounterRow[]): Promise<readonly KnownEncounter[]> {
    const { journal, clock } = this.parts;
    const people = new Set(rows.flatMap(({ person }) => person ?? []));
    const subjects = [...people].map((subject) => ({ subject, reason: 'structure' as const }));
    const near = rows.map(({ structure }) => structure);
    await journal.record(accessOf(reader, 'outreach', subjects, near, clock.now()));
    return rows.map((row) => {
      const { person, recordedAt: _, ...each } = row;
      return { ...each, linked: person !== null };
    });
  }
}

type EncounterRow = Omit<KnownEncounter, 'linked'> & { readonly person: Uuid | null; readonly recordedAt: Instant };

/**
 * The encounters that were linked to people: their keys are destroyed with theirs (domain.md § 3).
 * @param worker a connection under the worker's role
 * @returns ids of outreach streams, which are those of their keys
 */
export async function outreachOfPeople(worker: pg.Pool, people: readonly Uuid[]): Promise<readonly Uuid[]> {
  const { rows } = await worker.query<{ outreach: Uuid }>(LINKED, [people]);
  return rows.map(({ outreach }) => outreach);
}
