import {
  type BeneficiaryEvent,
  identityOf,
  type PersonIdentity,
  type PersonState,
  personStateOf,
} from '@jalons/beneficiaries';
import type { LifeEvent, StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql, Row } from '@jalons/projections';

const STREAM = 'beneficiary-';

/** Types of a person's stream that the read models show something of. */
export const PERSON_EVENTS: ReadonlySet<BeneficiaryEvent['type']> = new Set([
  'BeneficiaryRegistered',
  'ProfileUpdated',
  'ContactDetailsChanged',
  'AddressChanged',
  'CriterionDeclared',
  'InformationNoticeGiven',
  'ObjectionRecorded',
  'ObjectionWithdrawn',
  'ProcessingRestricted',
  'RestrictionLifted',
  'DuplicateSuspected',
  'BeneficiaryMerged',
  'MergeReversed',
  'EntryVoided',
]);

/** An entry as it is kept: what the rules of life read of it, whether it came from a file, and where she was registered. */
type Entry = LifeEvent<BeneficiaryEvent> & { readonly importId?: Uuid; readonly territory?: Uuid };

/** A merge that was told, in force or not. */
export interface ToldMerge {
  readonly id: Uuid;
  readonly into: Uuid;
}

/** A person as she was folded. */
export interface FoldedPerson {
  /** Null where her registration is not in force. */
  readonly identity: PersonIdentity | null;
  readonly state: PersonState;
  readonly merges: readonly ToldMerge[];
  /** The structure that recorded each entry; none where the log does not say. */
  readonly recordedBy: ReadonlyMap<Uuid, Uuid>;
  /** When an import brought her, in milliseconds; null for one who was received. */
  readonly importedAt: number | null;
}

export function isPersonEvent(event: StoredEvent): event is StoredEvent<BeneficiaryEvent> {
  return event.stream.startsWith(STREAM) && PERSON_EVENTS.has(event.type as BeneficiaryEvent['type']);
}

/** The person whose stream it is. */
export function personOf({ stream }: { readonly stream: string }): Uuid {
  return stream.slice(STREAM.length);
}

/** Keeps what was said, to fold a person again when an entry is voided. */
export async function keepEntries(said: readonly StoredEvent<BeneficiaryEvent>[], sql: ProjectionSql): Promise<void> {
  await sql.upsert('person_entries', said.map(entryRow));
}

/** Folds people from what was kept of them. */
export async function loadPeople(
  people: readonly Uuid[],
  sql: ProjectionSql,
): Promise<ReadonlyMap<Uuid, FoldedPerson>> {
  if (people.length === 0) return new Map();
  const { rows } = await sql.query<{ person: Uuid; event: Entry }>(
    `SELECT person, event FROM ${sql.table('person_entries')} WHERE person = ANY ($1::uuid[]) ORDER BY person, revision`,
    [people],
  );
  const entries = new Map<Uuid, Entry[]>();
  for (const { person, event } of rows) {
    const own = entries.get(person);
    if (own === undefined) entries.set(person, [event]);
    else own.push(event);
  }
  return new Map([...entries].map(([person, own]) => [person, folded(own)]));
}

function folded(entries: readonly Entry[]): FoldedPerson {
  const registration = entries.find(({ type }) => type === 'BeneficiaryRegistered');
  return {
    identity: identityOf(entries),
    state: personStateOf(entries),
    merges: entries.flatMap((event) =>
      event.type === 'BeneficiaryMerged' ? [{ id: event.eventId, into: event.data.into }] : [],
    ),
    recordedBy: new Map(
      entries.flatMap(({ eventId, structure }) => (structure === undefined ? [] : [[eventId, structure]])),
    ),
    importedAt: registration?.importId === undefined ? null : registration.recordedAt,
  };
}

function entryRow(event: StoredEvent<BeneficiaryEvent>): Row {
  const { eventId, revision, type, data, occurredOn, recordedAt, corrects, structure, importId, territory } = event;
  return {
    event_id: eventId,
    person: personOf(event),
    other: otherIn(event),
    revision,
    event: {
      ...{ eventId, revision, type, data, occurredOn, recordedAt },
      ...(corrects !== undefined && { corrects }),
      ...(structure !== undefined && { structure }),
      ...(importId !== undefined && { importId }),
      ...(type === 'BeneficiaryRegistered' && territory !== undefined && { territory }),
    },
  };
}

/** The other person whom an entry names. */
function otherIn(event: StoredEvent<BeneficiaryEvent>): Uuid | null {
  if (event.type === 'BeneficiaryMerged') return event.data.into;
  return event.type === 'DuplicateSuspected' ? event.data.other : null;
}
