import type { ScopedDatabase } from '@jalons/database';
import { lifeOf, withPending, type EventStore, type LifeEvent, type StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { BeneficiaryEvent } from '../beneficiary/beneficiary.events.js';
import { BENEFICIARY_RULES, mergeInForce, slotsIn } from '../beneficiary/beneficiary.life.js';
import { personStateOf, type PersonState } from '../beneficiary/person.state.js';
import type { Slot } from '../beneficiary/slots.js';

type Entries = readonly StoredEvent<BeneficiaryEvent>[];
type Merged = LifeEvent<Extract<BeneficiaryEvent, { type: 'BeneficiaryMerged' }>>;

/** The other records of a merged case, each with its stream. */
export type OtherRecords = ReadonlyMap<Uuid, Entries>;

export const NO_OTHERS: OtherRecords = new Map();

/** The records that read models know to be one case with any of these people; it may be behind the log. */
export type KnownMembers = (people: readonly Uuid[]) => Promise<readonly Uuid[]>;

/** A record, and one that is of its case. */
export interface MemberRow {
  readonly person: Uuid;
  readonly member: Uuid;
}

/** $1 people: rows of {@link MemberRow} of those who are part of a merged case. */
export const MERGED_RECORDS = 'SELECT person, member FROM read.merged_records($1::uuid[])';

/** The members that the read models know, whoever asks: a rule binds her too who may not see the record it stands in. */
export function membersIn(database: ScopedDatabase): KnownMembers {
  return async (people) => {
    const { rows } = await database.query<MemberRow>(undefined, MERGED_RECORDS, [people], { name: 'merged_records_1' });
    return rows.map(({ member }) => member);
  };
}

/**
 * The records that merges in force make one case with a person (domain.md § 3). Into which record one was merged stands in
 * its own stream and is read there; which ones were merged into it is known to the read models alone, and each of these is
 * then judged by its stream. So a merge that is reversed counts no more from its reversal on, and a record merged into
 * hers counts as soon as the read models have folded the merge: within a second, or after an outage of the worker.
 */
export class MergedRecords {
  constructor(
    private readonly store: Pick<EventStore, 'load'>,
    private readonly known: KnownMembers,
  ) {}

  /**
   * The other records of her case; a record that was erased says nothing any more, and is left out.
   * @param own her stream, where it has been loaded
   */
  async othersOf(person: Uuid, own?: Entries): Promise<OtherRecords> {
    const read = new Map<Uuid, Entries>(own === undefined ? [] : [[person, own]]);
    await this.follow([person], read);
    await this.follow(await this.known([...read.keys()]), read);
    if (read.size === 1) return NO_OTHERS;
    const joined = joinedWith(person, read);
    return new Map([...read].filter(([record]) => record !== person && joined.has(record)));
  }

  /** Loads these records, and those that they were merged into. */
  private async follow(records: readonly Uuid[], read: Map<Uuid, Entries>): Promise<void> {
    const waiting = [...records];
    for (const record of waiting) {
      const entries = read.get(record) ?? (await this.entriesOf(record));
      read.set(record, entries);
      const into = mergeOf(entries)?.data.into;
      if (into !== undefined && !read.has(into)) waiting.push(into);
    }
  }

  private async entriesOf(record: Uuid): Promise<Entries> {
    const events = await this.store.load(`beneficiary-${record}`);
    return events.some(({ erased }) => erased) ? [] : (events as unknown as Entries);
  }
}

/**
 * What was said of a person, with the objections and restrictions of every record of her case: merged records are one
 * person, and what was asked for on one of them binds them all (domain.md § 3, security.md § 3).
 */
export function stateOfCase(own: Entries, others: OtherRecords): PersonState {
  const state = personStateOf(own);
  const all = [state, ...[...others.values()].map((entries) => personStateOf(entries))];
  return {
    ...state,
    objections: all.flatMap(({ objections }) => objections),
    restrictions: all.flatMap(({ restrictions }) => restrictions),
  };
}

/** The slots that the other records of her case hold. */
export function slotsOfOthers(others: OtherRecords): readonly Slot[] {
  return [...others.values()].flatMap((entries) => slotsIn(entries));
}

/** The merges in force of other records into this one. */
export function mergesInto(person: Uuid, others: OtherRecords): readonly Merged[] {
  return [...others.values()].flatMap((entries) => {
    const merge = mergeOf(entries);
    return merge?.data.into === person ? [merge] : [];
  });
}

/** The merge in force of a record into another. */
export function mergeOf(entries: readonly LifeEvent<BeneficiaryEvent>[]): Merged | undefined {
  return mergeInForce(lifeOf(entries, BENEFICIARY_RULES).positional);
}

/** The merge that the void of an entry would put in force again: that of its reversal, or of its own void. */
export function mergeGivenBack(entries: Entries, eventId: Uuid): Merged | undefined {
  const last = entries.at(-1);
  if (last === undefined) return undefined;
  const undone = { type: 'EntryVoided', data: { eventId, why: '' }, occurredOn: last.occurredOn } as const;
  const after = mergeOf(withPending<BeneficiaryEvent>(entries, [undone], { now: last.recordedAt }));
  return after?.eventId === mergeOf(entries)?.eventId ? undefined : after;
}

/** Everybody whom merges in force join with a person, herself included. */
function joinedWith(person: Uuid, read: ReadonlyMap<Uuid, Entries>): ReadonlySet<Uuid> {
  const merges = [...read].flatMap(([record, entries]) => {
    const into = mergeOf(entries)?.data.into;
    return into === undefined ? [] : [[record, into] as const];
  });
  const joined = new Set([person]);
  for (const one of joined) {
    for (const [record, into] of merges) {
      if (record === one) joined.add(into);
      if (into === one) joined.add(record);
    }
  }
  return joined;
}
