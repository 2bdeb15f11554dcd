import type { StoredEvent, StreamName } from '@jalons/event-log';
import { civilDateOf, endOfDay, type CivilDate, type Instant, type Uuid } from '@jalons/kernel';
import type { ExitContract } from '@jalons/parcours';
import { testId } from '../given.js';
import { ZONE } from './history.js';

/** When an event became known: by default at the end of the day on which it happened. */
export interface Knowledge {
  /** The day it was recorded. */
  readonly recorded?: string;
  /** The day an import says it was known, at its end. */
  readonly known?: string;
}

export interface ToldExit extends Knowledge {
  readonly on: string;
  readonly reason: string;
  readonly contract?: { readonly kind: string; readonly startsOn: string; readonly endsOn?: string };
}

/** A log told event by event, for figures that are known beforehand. Only what indicators read is told. */
export class ToldLog {
  private readonly told: StoredEvent[] = [];
  private readonly revisions = new Map<StreamName, number>();
  private ids = 0;

  readonly territory: Uuid;

  /** @param number makes the ids of this log unlike those of another; they grow as they are told */
  constructor(private readonly number: number) {
    this.territory = this.newId();
  }

  /** Somebody who is not known yet. */
  person(): Uuid {
    return this.newId();
  }

  /** Somebody enters; answers the parcours. */
  enter(person: Uuid, on: string, knowledge: Knowledge = {}): Uuid {
    return this.enterBy(person, on, knowledge).parcours;
  }

  exit(parcours: Uuid, { on, reason, contract, ...knowledge }: ToldExit, corrects?: Uuid): Uuid {
    const data = {
      reason,
      ...(contract !== undefined && { contract: contract as ExitContract }),
      proof: { kind: 'none' },
    };
    return this.tell(`parcours-${parcours}`, 'ParcoursExited', data, on, { ...knowledge, corrects });
  }

  /** Void and replacement of an exit, in one append. */
  correctExit(parcours: Uuid, wrong: Uuid, exit: ToldExit): Uuid {
    this.void(`parcours-${parcours}`, wrong, exit.recorded ?? exit.on, exit);
    return this.exit(parcours, exit, wrong);
  }

  /** Void and replacement of an entry, in one append. */
  correctEntry(parcours: Uuid, person: Uuid, wrong: Uuid, on: string, knowledge: Knowledge): Uuid {
    this.void(`parcours-${parcours}`, wrong, knowledge.recorded ?? on, knowledge);
    return this.opening(parcours, person, on, knowledge, wrong);
  }

  reopen(parcours: Uuid, exit: Uuid, on: string): Uuid {
    return this.tell(`parcours-${parcours}`, 'ParcoursReopened', { exit }, on, {});
  }

  void(stream: StreamName, eventId: Uuid, on: string, knowledge: Knowledge = {}): Uuid {
    return this.tell(stream, 'EntryVoided', { eventId, why: 'Saisie par erreur' }, on, knowledge);
  }

  merge(person: Uuid, into: Uuid, on: string): Uuid {
    return this.tell(`beneficiary-${person}`, 'BeneficiaryMerged', { into }, on, {});
  }

  reverse(person: Uuid, merge: Uuid, on: string): Uuid {
    return this.tell(`beneficiary-${person}`, 'MergeReversed', { merge }, on, {});
  }

  erase(person: Uuid, on: string): Uuid {
    return this.tell(`beneficiary-${person}`, 'BeneficiaryErased', { intent: person }, on, {});
  }

  /** What remains of an entry, or of an exit, of somebody erased; an exit without a reason is that of the erasure alone. */
  residue(
    kind: 'entry' | 'exit',
    quarter: string,
    knownQuarter: string,
    on: string,
    reason: string | null = null,
  ): Uuid {
    const type = kind === 'entry' ? 'EntryResidueRecorded' : 'ExitResidueRecorded';
    const work = { contract: null, contractEnd: null, contractMonths: null, durationDays: reason === null ? null : 81 };
    const data = { territory: this.territory, quarter, knownQuarter, ...(kind === 'exit' && { reason, ...work }) };
    return this.tell(`residue-${this.newId()}`, type, data, on, {});
  }

  /** The events in the order in which they were recorded, as the log holds them. */
  get events(): readonly StoredEvent[] {
    return this.told
      .toSorted((a, b) => a.recordedAt - b.recordedAt)
      .map((event, index) => ({ ...event, position: String(index + 1).padStart(19, '0') }));
  }

  /** Somebody enters; answers the opening too, to correct it. */
  enterBy(person: Uuid, on: string, knowledge: Knowledge = {}): { readonly parcours: Uuid; readonly opening: Uuid } {
    const parcours = this.newId();
    return { parcours, opening: this.opening(parcours, person, on, knowledge) };
  }

  private opening(parcours: Uuid, person: Uuid, on: string, knowledge: Knowledge, corrects?: Uuid): Uuid {
    const data = { beneficiaryId: person, structure: this.territory, entryChannel: 'walk-in' };
    return this.tell(`parcours-${parcours}`, 'ParcoursOpened', data, on, { ...knowledge, corrects });
  }

  private tell(
    stream: StreamName,
    type: string,
    data: object,
    on: string,
    { recorded = on, known, corrects }: Knowledge & { readonly corrects?: Uuid | undefined },
  ): Uuid {
    const revision = this.revisions.get(stream) ?? 0;
    this.revisions.set(stream, revision + 1);
    const eventId = this.newId();
    this.told.push({
      ...{ stream, type, data, revision, eventId, territory: this.territory, erased: false },
      ...(corrects !== undefined && { corrects }),
      ...(known !== undefined && { knownAt: endOfDayOf(known) }),
      occurredOn: civilDateOf(on),
      recordedAt: endOfDayOf(recorded),
    } as unknown as StoredEvent);
    return eventId;
  }

  private newId(): Uuid {
    this.ids += 1;
    return testId(this.number * 1_000_000 + this.ids);
  }
}

const ends = new Map<string, Instant>();

/** Zones are slow, and tens of thousands of events fall on a few hundred days. */
function endOfDayOf(day: string): Instant {
  let end = ends.get(day);
  if (end === undefined) ends.set(day, (end = endOfDay(day as CivilDate, ZONE)));
  return end;
}
