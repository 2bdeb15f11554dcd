import type { DomainEvent, Decided, StreamName } from '@jalons/event-log';
import { isDomainError, type Uuid } from '@jalons/kernel';
import { parcoursLife } from '@jalons/parcours';
import type { DecideContext } from '../decide/decide-context.js';
import { decideGuarded } from '../decide/guarded-unit.js';
import { outside, type RowOutcome } from '../decide/outcomes.js';
import type { NewVersion } from '../decide/row-writer.js';
import type { DecidedUnit, Unit } from '../decide/unit.decider.js';
import type { Anomaly } from '../profile/profile.js';
import type { ImportRecords } from './import-records.js';
import type { LoadedUnit, UnitLoader } from './loaded-units.js';
import type { StagedUnit } from './staging.js';
import { StreamMoved, type StreamWriter } from './stream-writer.js';

export interface UnitParts {
  readonly loader: UnitLoader;
  readonly records: ImportRecords;
  readonly contextNow: () => DecideContext;
  /** Null in a rehearsal. */
  readonly writing: { readonly writer: StreamWriter; readonly number: number } | null;
}

/** What stands in the log of the people of an import, once it is done. */
export interface Standing {
  readonly people: number;
  readonly parcours: number;
  readonly exits: number;
  readonly overlaps: number;
}

export interface UnitResult {
  readonly outcomes: readonly RowOutcome[];
  readonly standing: Standing;
}

/** How often a person is decided again because somebody writes to her streams at the same time. */
const MOST_TURNS = 8;

/** An append to come. */
interface StreamAppend {
  readonly stream: StreamName;
  readonly category: string;
  readonly id: Uuid;
  readonly keyId: Uuid;
  readonly revision: number;
  readonly groups: readonly (readonly Decided<DomainEvent>[])[];
  readonly structure: Uuid | undefined;
}

/** Decides on people, notes what will be written of them, writes it. */
export class UnitWriter {
  constructor(private readonly parts: UnitParts) {}

  /** All of them together, so that their appends share the flushes of the log; what was noted stands before. */
  async write(units: readonly StagedUnit[]): Promise<readonly UnitResult[]> {
    const { loader, contextNow } = this.parts;
    const loaded = await loader.load(units);
    const context = contextNow();
    const decided = loaded.map((one) => this.decide(one, context));
    await this.note(decided);
    return Promise.all(decided.map((one) => this.complete(one)));
  }

  private decide(loaded: LoadedUnit, context: DecideContext): Deciding {
    const { staged } = loaded;
    const none = (anomaly: Anomaly) => {
      const outcomes = allOutside(staged, anomaly, context);
      return { staged, versions: [], appends: [], result: { outcomes, standing: NOTHING_STANDS } };
    };
    if ('erased' in loaded) return none('person-erased');
    if (staged.beyond.length > 0) return none('too-many-rows');
    const decided = decideGuarded(loaded.bound, loaded.unit, context);
    if (decided === null) return none('row-not-understood');
    return {
      ...{ staged, versions: [...decided.people, ...decided.parcours].flatMap(({ versions }) => versions) },
      ...{ appends: appendsOf(loaded.unit, decided, context), result: resultOf(decided) },
    };
  }

  private async note(deciding: readonly Deciding[]): Promise<void> {
    const { records, writing } = this.parts;
    if (writing === null) return;
    const versions = deciding.flatMap((one) => one.versions);
    const streams = deciding.flatMap(({ appends }) => appends);
    await records.save(writing.number, versions, streams);
  }

  private async complete(first: Deciding): Promise<UnitResult> {
    let deciding = first;
    for (let turn = 1; ; turn += 1) {
      try {
        await this.append(deciding.appends);
        return deciding.result;
      } catch (error) {
        const erased = isDomainError(error) && error.code === 'subject-erased';
        if ((!(error instanceof StreamMoved) && !erased) || turn === MOST_TURNS) throw error;
        deciding = this.decide(await this.parts.loader.reload(deciding.staged), this.parts.contextNow());
        await this.note([deciding]);
      }
    }
  }

  /** People first: a place is taken before what takes it (architecture.md § 3.3). */
  private async append(appends: readonly StreamAppend[]): Promise<void> {
    const { writing } = this.parts;
    if (writing === null) return;
    const one = ({ stream, keyId, revision, groups, structure }: StreamAppend) =>
      writing.writer.append(stream, keyId, revision, groups, structure);
    for (const category of ['beneficiary', 'parcours']) {
      await Promise.all(appends.filter((each) => each.category === category).map(one));
    }
  }
}

/** What is left to do of a unit; how its streams came to be as they will is not kept while others are written. */
interface Deciding {
  readonly staged: StagedUnit;
  readonly versions: readonly NewVersion[];
  readonly appends: readonly StreamAppend[];
  readonly result: UnitResult;
}

const NOTHING_STANDS: Standing = { people: 0, parcours: 0, exits: 0, overlaps: 0 };

function allOutside({ rows, beyond }: StagedUnit, anomaly: Anomaly, context: DecideContext): readonly RowOutcome[] {
  return [...rows, ...beyond].map((row) => outside(row, anomaly, context.fateOf(row.record, anomaly)));
}

function appendsOf(unit: Unit, { people, parcours }: DecidedUnit, context: DecideContext): readonly StreamAppend[] {
  const opened = parcours.map(({ parcours: id, draft }) => {
    const opening = parcoursLife(draft.events).inForce.find((event) => event.type === 'ParcoursOpened');
    return { id, draft, opening: opening?.type === 'ParcoursOpened' ? opening.data : undefined };
  });
  const structureOf = (person: Uuid) =>
    opened.find(({ opening }) => opening?.beneficiaryId === person)?.opening?.structure ?? context.defaultStructure;
  const ofPeople = people.map(({ person: id, draft }) => ({
    ...{ stream: `beneficiary-${id}` as const, category: 'beneficiary', id, keyId: id, structure: structureOf(id) },
    ...{ revision: lastRevision(unit.people.get(id)), groups: draft.decided },
  }));
  const ofParcours = opened.flatMap(({ id, draft, opening }) => {
    const entries = unit.parcours.get(id);
    const keyId = entries?.[0]?.keyId ?? opening?.beneficiaryId;
    if (keyId === undefined) return [];
    const where = { stream: `parcours-${id}` as const, category: 'parcours', id, keyId, structure: opening?.structure };
    return [{ ...where, revision: lastRevision(entries), groups: draft.decided }];
  });
  return [...ofPeople, ...ofParcours].filter(({ groups }) => groups.length > 0) as readonly StreamAppend[];
}

function lastRevision(entries: readonly { readonly revision: number }[] | undefined): number {
  return entries?.at(-1)?.revision ?? -1;
}

function resultOf({ people, parcours, outcomes }: DecidedUnit): UnitResult {
  const lives = parcours.map(({ draft }) => parcoursLife(draft.events).steps);
  const has = (type: string) => lives.filter((steps) => steps.some((event) => event.type === type)).length;
  const registered = people.filter(({ draft }) =>
    draft.events.some((event) => event.type === 'BeneficiaryRegistered' && draft.inForce(event.eventId)),
  );
  const overlaps = outcomes.filter(({ flags }) => flags.includes('overlap')).length;
  return {
    outcomes,
    standing: { people: registered.length, parcours: has('ParcoursOpened'), exits: has('ParcoursExited'), overlaps },
  };
}
