import type { Violation } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import {
  parcoursLife,
  parcoursViolations,
  type ParcoursEntries,
  type ParcoursEvent,
  type ParcoursStep,
  type StepOf,
} from '@jalons/parcours';
import type { Anomaly } from '../profile/profile.js';
import type { MappedStep } from '../rows/mapped-row.js';
import { firstSaidOn, type DecideContext } from './decide-context.js';
import { openingData, type Entrant } from './opening.js';
import { inside, outside, type RowOutcome } from './outcomes.js';
import { contentOfStep } from './own-rows.js';
import { resolved } from './references.js';
import { refusalsOf } from './refusals.js';
import type { KnownVersions } from './row-versions.js';
import { RowWriter, type NewVersion, type RowEvent, type Written } from './row-writer.js';
import { StreamDraft } from './stream-draft.js';

/** The rows of one parcours that are its person's, each once, with all that stands in its stream. */
export interface ParcoursRows {
  readonly parcours: Uuid;
  readonly entries: ParcoursEntries;
  readonly known: KnownVersions;
  readonly rows: readonly MappedStep[];
  /** Who enters it; null where neither the rows nor the log say. */
  readonly entrant: Entrant | null;
  /** Decided before, by type: what may not be written for want of a free place, or for age. */
  readonly barred: Bars;
  /** Whether an earlier import brought something of the line of a row. */
  readonly isKnownLine: (row: MappedStep) => boolean;
}

export type Bars = ReadonlyMap<string, Anomaly>;

export interface DecidedParcours {
  readonly parcours: Uuid;
  readonly draft: StreamDraft<ParcoursEvent>;
  readonly versions: readonly NewVersion[];
  readonly outcomes: readonly RowOutcome[];
}

/** Types that may be said to date from before the parcours. */
const NEVER_PRIOR: ReadonlySet<string> = new Set([
  'ParcoursOpened',
  'EntrySituationRecorded',
  'SituationConfirmed',
  'ParcoursExited',
  'SituationAtSixMonthsRecorded',
  'ParcoursReopened',
]);

/** Decides on all rows of one parcours together, in order of life (domain.md § 2). */
export function decideParcoursRows(given: ParcoursRows, context: DecideContext): DecidedParcours {
  const { parcours, entries, known } = given;
  const rules = { violationsOf: parcoursViolations, now: context.now, times: context.times };
  const draft = new StreamDraft<ParcoursEvent>(entries as never, rules);
  const writer = new RowWriter(draft, known, context);
  const contents = new Map(given.rows.map((row) => [row, context.ids.content(row.type, contentOfStep(row))]));
  const contentOf = (row: MappedStep) => contents.get(row)!;
  const outcomes: RowOutcome[] = [];
  const kept: MappedStep[] = [];
  let waiting: readonly MappedStep[] = given.rows.toSorted(inOrderOfLife);
  let failed: readonly RowOutcome[] = [];
  // A row may rest on one that the order of life puts behind it: an entry and an exit that both moved, a step of the
  // same day. What is refused is tried again as long as others go in.
  for (let progress = true; progress && waiting.length > 0;) {
    const attempts = waiting.map((row) => {
      const attempt = new StepAttempt(row, contentOf(row), writer, draft, context, given);
      const barred = given.barred.get(row.type);
      return { row, outcome: attempt.outcome(barred), others: attempt.others };
    });
    const taken = attempts.filter(({ outcome }) => outcome.anomaly === undefined);
    outcomes.push(...taken.map(({ outcome }) => outcome));
    kept.push(...taken.map(({ row }) => row));
    const left = attempts.filter(({ outcome }) => outcome.anomaly !== undefined);
    waiting = left.map(({ row }) => row);
    failed = left.flatMap(({ outcome, others }) => [outcome, ...others]);
    progress = taken.length > 0;
  }
  outcomes.push(...failed);
  return { parcours, draft, versions: writer.versions, outcomes: withFlags(outcomes, kept, writer, draft) };
}

/** Openings first, whatever their day, for nothing stands without one; then by day, exits last. */
function inOrderOfLife(a: MappedStep, b: MappedStep): number {
  const rank = ({ type }: MappedStep) => (type === 'ParcoursOpened' ? -1 : type === 'ParcoursExited' ? 1 : 0);
  const opening = Number(b.type === 'ParcoursOpened') - Number(a.type === 'ParcoursOpened');
  if (opening !== 0) return opening;
  if (a.occurredOn !== b.occurredOn) return a.occurredOn < b.occurredOn ? -1 : 1;
  return rank(a) - rank(b) || a.table - b.table || a.line - b.line;
}

/** One row on its way into the stream. */
class StepAttempt {
  /** What else is wrong with it, where several cells are. */
  others: readonly RowOutcome[] = [];

  constructor(
    private readonly row: MappedStep,
    private readonly content: Uuid,
    private readonly writer: RowWriter<ParcoursEvent>,
    private readonly draft: StreamDraft<ParcoursEvent>,
    private readonly context: DecideContext,
    private readonly given: ParcoursRows,
  ) {}

  /** @param barred why it may not be written, unless it was already */
  outcome(barred?: Anomaly): RowOutcome {
    try {
      return barred === undefined ? this.decided() : this.barred(barred);
    } catch {
      // A fault of ours: the row stays outside, told as such, and the others go on. Nothing is read or written here.
      return this.outside('row-not-understood');
    }
  }

  private decided(): RowOutcome {
    const { row, writer, content, context } = this;
    const settled = writer.settledAs(row.row, content);
    if (settled !== undefined) return inside(row, settled, row.flags);
    if (row.occurredOn > context.today) return this.outside('in-the-future', '/occurredOn');
    if (row.type === 'ParcoursOpened') return this.opening();
    return this.step(row.type, row.data);
  }

  private barred(anomaly: Anomaly): RowOutcome {
    return this.writer.settledAs(this.row.row, this.content) === undefined ? this.outside(anomaly) : this.decided();
  }

  private opening(): RowOutcome {
    const { row, context } = this;
    const { entrant } = this.given;
    if (entrant === null) return this.outside('cell-missing', '/person');
    return this.write({ type: 'ParcoursOpened', data: openingData(row, entrant, context), occurredOn: row.occurredOn });
  }

  private step(type: string, mapped: MappedStep['data'], prior = false, later = false): RowOutcome {
    const { row, context } = this;
    const data = resolved(mapped, this.writer, this.draft.events, context.ids);
    if (data === null) return this.outside('reference-unknown');
    const at = row.time === undefined ? {} : { at: { time: row.time, zone: context.zone } };
    const identified = { ...this.givenTo(type), ...data };
    const event = {
      ...{ type, occurredOn: row.occurredOn },
      data: prior ? { ...identified, priorHistory: true } : identified,
      ...at,
    };
    const [refused, ...others] = refusalsOf(event as unknown as StepOf<ParcoursStep>, context);
    if (refused !== undefined) {
      this.others = others.map(({ anomaly, field }) => this.outside(anomaly, field));
      return this.outside(refused.anomaly, refused.field);
    }
    return this.write(event as unknown as RowEvent<ParcoursEvent>, prior, later);
  }

  /** Data that no file has to give. */
  private givenTo(type: string): MappedStep['data'] {
    const { row, context } = this;
    if (type === 'BarrierIdentified') return { barrierId: context.ids.barrier(row.row) };
    if (type === 'OrientationProposed') return { fromStructure: row.structure ?? context.defaultStructure };
    return {};
  }

  private write(event: RowEvent<ParcoursEvent>, prior = false, later = false): RowOutcome {
    const { row, content, writer } = this;
    const times = this.given.isKnownLine(row) ? { ...row, knownOn: firstSaidOn(row, this.context) } : row;
    const written: Written = writer.write(row.row, content, event, times);
    if (written.kind === 'violations') return this.violated(written.violations, prior, later);
    if (written.kind === 'corrected-by-hand') return this.outside('corrected-by-hand');
    return inside(row, written.kind, row.flags);
  }

  /** Tries what the profile allows: prior history before the opening, follow-up after the exit. */
  private violated(violations: readonly Violation[], prior: boolean, later: boolean): RowOutcome {
    const { row } = this;
    const anomaly = anomalyOf(violations);
    if (anomaly === 'before-opening' && row.priorHistory && !prior && !NEVER_PRIOR.has(row.type)) {
      return this.step(row.type, row.data, true);
    }
    if (anomaly === 'after-exit' && row.afterExit !== undefined && !later) {
      return this.step(row.afterExit.type, row.afterExit.data, prior, true);
    }
    return this.outside(anomaly);
  }

  private outside(anomaly: Anomaly, field?: string): RowOutcome {
    const { row, context } = this;
    const fate = context.fateOf(row.record, anomaly);
    return outside(row, anomaly, fate, { flags: row.flags, ...(field !== undefined && { field }) });
  }
}

const ANOMALY_OF: Readonly<Record<string, Anomaly>> = {
  'parcours-not-open': 'without-opening',
  'before-opening': 'before-opening',
  'step-after-exit': 'after-exit',
  'exited-twice': 'second-exit',
  'opened-twice': 'key-repeated',
  'missing-reference': 'reference-unknown',
};

function anomalyOf(violations: readonly Violation[]): Anomaly {
  const found = new Set(violations.map(({ code }) => ANOMALY_OF[code] ?? 'contradiction'));
  return found.size === 1 ? [...found][0]! : 'contradiction';
}

/** What a reader must know of the rows that are in the log, whenever they came into it. */
function withFlags(
  outcomes: readonly RowOutcome[],
  kept: readonly MappedStep[],
  writer: RowWriter<ParcoursEvent>,
  draft: StreamDraft<ParcoursEvent>,
): readonly RowOutcome[] {
  const life = parcoursLife(draft.events);
  const opening = life.steps.find(({ type }) => type === 'ParcoursOpened');
  const exit = life.steps.find(({ type }) => type === 'ParcoursExited');
  const rows = new Map(kept.map((row) => [`${row.table}/${row.line}/${row.record}`, row]));
  const entries = new Map(life.inForce.map((event) => [event.eventId, event]));
  return outcomes.map((outcome) => {
    const { table, line, record } = outcome.origin;
    const row = rows.get(`${table}/${line}/${record}`);
    if (row === undefined) return outcome;
    const entry = entries.get(writer.entryOf(row.row) ?? '');
    if (entry === undefined) return outcome;
    const flags = [...outcome.flags];
    if (entry.knownOn === undefined) flags.push('reconstituted');
    if (opening !== undefined && entry.occurredOn < opening.occurredOn) flags.push('before-opening');
    if (exit?.type === 'ParcoursExited' && entry !== exit && entry !== opening) {
      if (entry.occurredOn > exit.occurredOn) flags.push('after-exit', `after-exit:${exit.data.reason}`);
      if (entry.occurredOn === exit.occurredOn) flags.push('on-exit-day', `on-exit-day:${exit.data.reason}`);
    }
    return { ...outcome, flags };
  });
}
