import type { CivilDate, Uuid } from '@jalons/kernel';
import { landmarksBefore, leadOf, runsOf } from './flag-runs.js';
import { lineOf } from './observation-hash.js';
import type { ObservedLandmark, ObservedParcours, Traits } from './observation.js';
import { codeOf, PersonCellTable, type PersonCellParts } from './person-cells.js';
import { ReferentBits, type ReferentSpan } from './referent-bits.js';

/** An exit for abandonment that the cohort could have foreseen. */
export interface ForeseeableExit {
  readonly parcours: Uuid;
  readonly exitOn: CivilDate;
  /** Landmarks of the cohort that came early enough, the highest score at one of them, and whether one was flagged. */
  readonly before: number;
  readonly topScore: number;
  readonly flagged: boolean;
  readonly noContact90: boolean;
  /** Days from the start of its last run of flags; null where none came before it. */
  readonly lead: number | null;
}

/** Counts of one part of the people. */
export interface GroupCounts {
  landmarks: number;
  flagged: number;
  positives: number;
  right: number;
}

/** Landmarks of the cohort, and those of them that drop out. */
export interface Pair {
  readonly landmarks: number;
  readonly positives: number;
}

/** Two rule sets beside one another: landmarks, then runs of flags, by who flags them. */
export interface VersusCounts {
  readonly cohort: {
    [Side in 'both' | 'onlyThis' | 'onlyOther' | 'neither']: { landmarks: number; positives: number };
  };
  readonly runs: { both: number; onlyThis: number; onlyOther: number };
}

/** What part of the people adds to a back-test; goes from thread to thread. */
export interface TallyParts {
  readonly people: PersonCellParts;
  readonly silent: { landmarks: number; positives: number };
  readonly standings: { gone: number; unobserved: number; over: number };
  readonly objecting: number;
  readonly exits: readonly ForeseeableExit[];
  /** Runs that begin, by the threshold from which they would. */
  readonly startsFrom: readonly number[];
  /** Runs of flags, whatever their standing. */
  readonly starts: number;
  /** Days since the last contact at the start of each run in the cohort, and how many began so. */
  readonly sinceContact: ReadonlyMap<number, number>;
  readonly groups: { readonly [By in keyof Traits]: ReadonlyMap<string, GroupCounts> };
  readonly referents: ReadonlyMap<Uuid, Uint8Array>;
  /** By parcours, the digest of what was seen of it. */
  readonly digests: readonly (readonly [parcours: Uuid, digest: string])[];
  readonly versus: VersusCounts;
  /** The first landmark at which anything was open; null where nothing was. */
  readonly firstIndex: number | null;
}

/** Counts what is observed of one person after another, and keeps none of it: what it holds follows people, not weeks. */
export class Tally {
  private readonly cells = new PersonCellTable();
  private readonly silent = { landmarks: 0, positives: 0 };
  private readonly standings = { gone: 0, unobserved: 0, over: 0 };
  private objecting = 0;
  private readonly exits: ForeseeableExit[] = [];
  private readonly startsFrom: number[] = [];
  private starts = 0;
  private readonly sinceContact = new Map<number, number>();
  private readonly groups = { sex: new Map(), age: new Map(), qpv: new Map() } as {
    readonly [By in keyof Traits]: Map<string, GroupCounts>;
  };
  private readonly referents = new ReferentBits();
  private readonly digests: (readonly [Uuid, string])[] = [];
  private firstIndex: number | null = null;
  private readonly versus: VersusCounts = {
    cohort: { both: none(), onlyThis: none(), onlyOther: none(), neither: none() },
    runs: { both: 0, onlyThis: 0, onlyOther: 0 },
  };

  /** Every parcours of one person; called once for each. */
  addPerson(person: Uuid, parcours: readonly ObservedParcours[]): void {
    const cells = new Map<number, number>();
    for (const one of parcours) {
      const group: GroupCounts = { landmarks: 0, flagged: 0, positives: 0, right: 0 };
      for (const landmark of one.landmarks) this.addLandmark(landmark, group, cells);
      this.addGroup(one.traits, group);
      this.addRuns(one);
      this.addExit(one);
      this.digests.push([one.parcours, lineOf(one)]);
      const first = one.landmarks[0]?.index ?? null;
      if (first !== null && (this.firstIndex === null || first < this.firstIndex)) this.firstIndex = first;
    }
    this.cells.add(person, cells);
  }

  addObjecting(people = 1): void {
    this.objecting += people;
  }

  addReferent(span: ReferentSpan): void {
    this.referents.add(span);
  }

  parts(): TallyParts {
    const { silent, standings, objecting, exits, startsFrom, starts, sinceContact, groups, digests, versus } = this;
    return {
      ...{ silent, standings, objecting, exits, startsFrom, starts, sinceContact, groups, digests, versus },
      ...{ people: this.cells.parts(), referents: this.referents.bits, firstIndex: this.firstIndex },
    };
  }

  private addLandmark(landmark: ObservedLandmark, group: GroupCounts, cells: Map<number, number>): void {
    const { standing, score, flagged, dropout, noContact90, against } = landmark;
    if (standing === 'silent') {
      this.silent.landmarks += 1;
      this.silent.positives += Number(dropout);
    } else if (standing !== 'in') this.standings[standing] += 1;
    if (standing !== 'in') return;
    const code = codeOf({ score, flagged, dropout, noContact90, against: against?.score ?? null });
    cells.set(code, (cells.get(code) ?? 0) + 1);
    group.landmarks += 1;
    group.flagged += Number(flagged);
    group.positives += Number(dropout);
    group.right += Number(flagged && dropout);
    if (against === undefined) return;
    const side = flagged ? (against.flagged ? 'both' : 'onlyThis') : against.flagged ? 'onlyOther' : 'neither';
    this.versus.cohort[side].landmarks += 1;
    this.versus.cohort[side].positives += Number(dropout);
  }

  private addGroup(traits: Traits, counted: GroupCounts): void {
    for (const by of ['sex', 'age', 'qpv'] as const) {
      const value = traits[by];
      if (value === null) continue;
      const known = this.groups[by].get(value);
      this.groups[by].set(value, known === undefined ? { ...counted } : added(known, counted));
    }
  }

  private addRuns(one: ObservedParcours): void {
    let [before, reached]: [number, number] = [-2, 0];
    for (const { index, score } of one.landmarks) {
      if (index !== before + 1) reached = 0;
      for (let from = reached + 1; from <= score; from += 1) this.startsFrom[from] = (this.startsFrom[from] ?? 0) + 1;
      [before, reached] = [index, score];
    }
    const runs = runsOf(one);
    this.starts += runs.length;
    for (const { first } of runs) {
      if (first.standing !== 'in') continue;
      this.sinceContact.set(first.sinceContact, (this.sinceContact.get(first.sinceContact) ?? 0) + 1);
    }
    if (one.landmarks[0]?.against === undefined) return;
    const others = runsOf(one, ({ against }) => against?.flagged === true);
    const meet = (a: (typeof runs)[number], b: (typeof runs)[number]) =>
      a.first.index <= b.last.index && b.first.index <= a.last.index;
    for (const run of runs) {
      if (others.some((other) => meet(run, other))) this.versus.runs.both += 1;
      else this.versus.runs.onlyThis += 1;
    }
    for (const other of others) if (!runs.some((run) => meet(run, other))) this.versus.runs.onlyOther += 1;
  }

  private addExit(one: ObservedParcours): void {
    if (one.lostOn === null) return;
    const before = landmarksBefore(one, one.lostOn);
    if (before.length === 0) return;
    this.exits.push({
      ...{ parcours: one.parcours, exitOn: one.lostOn, before: before.length, lead: leadOf(one, one.lostOn) },
      topScore: before.reduce((top, { score }) => Math.max(top, score), 0),
      flagged: before.some(({ flagged }) => flagged),
      noContact90: before.some(({ noContact90 }) => noContact90),
    });
  }
}

function none(): { landmarks: number; positives: number } {
  return { landmarks: 0, positives: 0 };
}

/** The counts of two parts of the people together. */
export function added(a: GroupCounts, b: GroupCounts): GroupCounts {
  return {
    landmarks: a.landmarks + b.landmarks,
    flagged: a.flagged + b.flagged,
    positives: a.positives + b.positives,
    right: a.right + b.right,
  };
}
