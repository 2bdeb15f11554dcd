import { describe, expect, it } from '@jest/globals';
import { beneficiaryViolations, overlappingSlots, slotsIn, type BeneficiaryEvent } from '@jalons/beneficiaries';
import { asOf, knownAtOf, type Decided, type DomainEvent, type StoredEvent } from '@jalons/event-log';
import {
  addDays,
  civilDateOf,
  dateAt,
  loadNomenclatures,
  type CivilDate,
  type Instant,
  type Uuid,
} from '@jalons/kernel';
import { parcoursLife, parcoursViolations, type ParcoursEvent } from '@jalons/parcours';
import fc from 'fast-check';
import type { MappedStep } from '../rows/mapped-row.js';
import { RowIds } from '../rows/row-ids.js';
import type { DecideContext } from './decide-context.js';
import { NominalTimes } from './nominal-times.js';
import type { KnownVersion } from './row-versions.js';
import type { StreamDraft } from './stream-draft.js';
import { undoInStream } from './undo.decider.js';
import { decideUnit } from './unit.decider.js';

const ZONE = 'Europe/Paris';
const FIRST = civilDateOf('2024-01-01');
const DAY_MS = 86_400_000;
const START = Date.parse('2024-06-01T10:00:00Z');
const ids = new RowIds(Buffer.alloc(32, 5), 'property');
const lists = loadNomenclatures();
const times = new NominalTimes(ZONE);
const PERSON = ids.aggregate('beneficiary', ['p']);
const PARCOURS = ['a', 'b'].map((key) => ids.aggregate('parcours', [key]));
const STRUCTURE = ids.aggregate('structure', ['s']);

/** What a file says of one row: its day, when it was known, and a detail that may change. */
interface Said {
  readonly parcours: number;
  readonly kind: 'opening' | 'contact' | 'assessment' | 'exit';
  readonly number: number;
  readonly day: number;
  readonly known: number | null;
  readonly detail: boolean;
}

const anySaid: fc.Arbitrary<Said> = fc.record({
  parcours: fc.constantFrom(0, 0, 1),
  kind: fc.constantFrom('opening', 'contact', 'assessment', 'exit'),
  number: fc.nat({ max: 2 }),
  day: fc.nat({ max: 60 }),
  known: fc.option(fc.nat({ max: 90 })),
  detail: fc.boolean(),
});
type Deed = { readonly import: readonly Said[] } | { readonly undo: number };
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.array(anySaid, { minLength: 1, maxLength: 9 }).map((said) => ({ import: said })) },
  { weight: 1, arbitrary: fc.nat({ max: 5 }).map((undo) => ({ undo })) },
);

const TYPES = {
  opening: 'ParcoursOpened',
  contact: 'ContactAttempted',
  assessment: 'AssessmentRecorded',
  exit: 'ParcoursExited',
} as const;

function rowOf({ parcours, kind, number, day, known, detail }: Said, line: number): MappedStep {
  const single = kind === 'opening' || kind === 'exit';
  const data = {
    opening: { entryChannel: detail ? 'import' : 'other' },
    contact: { channel: detail ? 'phone' : 'sms', reached: 'person' },
    assessment: { kind: detail ? 'initial' : 'interim', needs: [] },
    exit: { reason: detail ? 'moved' : 'abandonment', proof: { kind: 'none' } },
  }[kind];
  return {
    ...{ of: 'step', table: 0, line, record: kind, flags: [], data, type: TYPES[kind] },
    row: ids.row(kind, [String(parcours), single ? '' : String(number)]),
    parcours: PARCOURS[parcours]!,
    ...(kind === 'opening' && { person: PERSON }),
    occurredOn: addDays(FIRST, day),
    ...(known !== null && { knownOn: addDays(FIRST, known) }),
    priorHistory: kind === 'contact',
  };
}

/** A log of one person, as imports and undos write it; a second passes between two of them. */
class World {
  readonly streams = new Map<string, readonly StoredEvent[]>();
  readonly imports: { readonly id: Uuid; readonly rows: readonly MappedStep[] }[] = [];
  private readonly known = new Map<Uuid, KnownVersion[]>();
  private now: Instant = START;

  constructor(private readonly overlap: DecideContext['policies']['overlap'] = 'flag') {}

  import(said: readonly Said[]): void {
    const rows = said.map(rowOf);
    this.imports.push({ id: this.newId(), rows });
    this.write(this.imports.at(-1)!);
  }

  /** The same import again: what it would append. */
  appendsAgain(rows: readonly MappedStep[]): number {
    return this.decide(rows, this.newId()).reduce((sum, { events }) => sum + events.length, 0);
  }

  undo(index: number): void {
    const undone = this.imports[index];
    if (undone === undefined) return;
    const context = { now: this.tick(), times, ids, importId: undone.id };
    for (const [name, events] of [...this.streams].toSorted(([a], [b]) => (a > b ? -1 : 1))) {
      const isParcours = name.startsWith('parcours');
      const result = isParcours
        ? undoInStream<ParcoursEvent>(events as never, parcoursViolations, context)
        : undoInStream<BeneficiaryEvent>(events as never, beneficiaryViolations, context, ({ data }) =>
            'parcoursId' in data && this.isOpen(data.parcoursId) ? 'silently' : undefined,
          );
      this.store(name, (result.draft as StreamDraft<DomainEvent>).decided.flat(), `undo of ${undone.id}`);
    }
  }

  isOpen(parcours: Uuid): boolean {
    return parcoursLife((this.streams.get(`parcours-${parcours}`) ?? []) as never).steps.some(
      ({ type }) => type === 'ParcoursOpened',
    );
  }

  get events(): readonly StoredEvent[] {
    return [...this.streams.values()].flat();
  }

  private write({ id, rows }: { readonly id: Uuid; readonly rows: readonly MappedStep[] }): void {
    for (const { name, events, versions } of this.decide(rows, id)) {
      for (const { row, eventId, content } of versions) {
        this.known.set(row, [...(this.known.get(row) ?? []), { eventId, content }]);
      }
      this.store(name, events, id);
    }
  }

  private decide(steps: readonly MappedStep[], importId: Uuid) {
    const of = (name: string) => (this.streams.get(name) ?? []) as never;
    const decided = decideUnit(
      {
        ...{ person: PERSON, persons: [], steps, known: this.known, alike: new Map() },
        people: new Map([[PERSON, of(`beneficiary-${PERSON}`)]]),
        parcours: new Map(PARCOURS.map((id) => [id, of(`parcours-${id}`)])),
      },
      this.contextOf(importId),
    );
    return [
      ...decided.people.map(({ person, draft, versions }) => ({
        ...{ name: `beneficiary-${person}`, events: draft.decided.flat() as readonly Decided[], versions },
      })),
      ...decided.parcours.map(({ parcours, draft, versions }) => ({
        ...{ name: `parcours-${parcours}`, events: draft.decided.flat() as readonly Decided[], versions },
      })),
    ];
  }

  private store(name: string, events: readonly Decided[], importId: string): void {
    const before = this.streams.get(name) ?? [];
    const stored = events.map((event, ordinal) => {
      const written = { stream: name, revision: before.length + ordinal, recordedAt: this.now, importId };
      return { ...event, ...written } as unknown as StoredEvent;
    });
    // A new list, as a stream that is loaded: what was folded of the other may be remembered.
    this.streams.set(name, [...before, ...stored]);
  }

  private contextOf(importId: Uuid): DecideContext {
    const now = this.tick();
    return {
      ...{ now, today: dateAt(now, ZONE), zone: ZONE, times, territory: STRUCTURE, importId, lists, ids },
      ...{
        referenceOn: addDays(dateAt(now, ZONE), -2),
        previousOn: addDays(dateAt(now, ZONE), -3),
        insidePerimeter: () => true,
      },
      policies: { overlap: this.overlap, minimumAge: 16, minimumAgePolicy: 'flag' },
      ...{ defaultStructure: STRUCTURE, fateOf: () => 'refuse' },
    };
  }

  private tick(): Instant {
    this.now += DAY_MS;
    return this.now;
  }

  private newId(): Uuid {
    return ids.aggregate('structure', ['import', String(this.imports.length)]);
  }
}

function worldOf(deeds: readonly Deed[], world = new World()): World {
  for (const deed of deeds) {
    if ('import' in deed) world.import(deed.import);
    else world.undo(deed.undo);
  }
  return world;
}

const anyDeeds = fc.array(anyDeed, { minLength: 1, maxLength: 6 });

describe('imports and undos, whatever the files say and in whatever order', () => {
  it('never break an invariant, as known on any day', () => {
    let states = 0;
    fc.assert(
      fc.property(anyDeeds, (deeds) => {
        const { streams } = worldOf(deeds);
        for (const [name, events] of streams) {
          const violationsOf = name.startsWith('parcours') ? parcoursViolations : beneficiaryViolations;
          for (const instant of new Set(events.map(knownAtOf))) {
            states += 1;
            expect(violationsOf(asOf(events, instant) as never)).toEqual([]);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(states).toBeGreaterThan(1_000);
  });

  it('never write the same event twice, and add nothing when repeated', () => {
    fc.assert(
      fc.property(anyDeeds, fc.array(anySaid, { minLength: 1, maxLength: 9 }), (deeds, last) => {
        const world = worldOf([...deeds, { import: last }]);
        const written = world.events.map(({ eventId }) => eventId);
        expect(new Set(written).size).toBe(written.length);
        expect(world.appendsAgain(world.imports.at(-1)!.rows)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('leave nothing once each is undone, as known on any day', () => {
    fc.assert(
      fc.property(anyDeeds, fc.boolean(), (deeds, reversed) => {
        const world = worldOf(deeds);
        const all = world.imports.map((_, index) => index);
        for (const index of reversed ? all.toReversed() : all) world.undo(index);
        // An import whose entries others rested on is taken back once theirs are.
        for (const index of all.toReversed()) world.undo(index);
        for (const [name, events] of world.streams) {
          if (!name.startsWith('parcours')) continue;
          for (const instant of new Set(events.map(knownAtOf))) {
            expect(parcoursLife(asOf(events, instant) as never).inForce).toEqual([]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never let two parcours overlap where they may not, whatever each file moves', () => {
    let moved = 0;
    fc.assert(
      fc.property(
        fc.array(fc.array(anySaid, { minLength: 1, maxLength: 9 }), { minLength: 2, maxLength: 5 }),
        (files) => {
          const world = worldOf(
            files.map((said) => ({ import: said })),
            new World('refuse'),
          );
          const slots = slotsIn((world.streams.get(`beneficiary-${PERSON}`) ?? []) as never);
          moved += Number(slots.length > 1);
          expect(overlappingSlots(slots, STRUCTURE)).toEqual([]);
          expect(world.appendsAgain(world.imports.at(-1)!.rows)).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
    expect(moved).toBeGreaterThan(20);
  });

  it('keep the places of a person in step with her parcours', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anySaid, { minLength: 1, maxLength: 9 }), { maxLength: 4 }), (files) => {
        const world = worldOf(files.map((said) => ({ import: said })));
        const slots = slotsIn((world.streams.get(`beneficiary-${PERSON}`) ?? []) as never);
        const lives = PARCOURS.flatMap((parcours) => {
          const { steps } = parcoursLife((world.streams.get(`parcours-${parcours}`) ?? []) as never);
          const day = (type: string): CivilDate | null => steps.find((step) => step.type === type)?.occurredOn ?? null;
          const from = day('ParcoursOpened');
          return from === null ? [] : [{ parcoursId: parcours, from, to: day('ParcoursExited') }];
        });
        expect(slots.map(({ parcoursId, from, to }) => ({ parcoursId, from, to }))).toEqual(
          expect.arrayContaining(lives),
        );
        expect(slots).toHaveLength(lives.length);
        expect(overlappingSlots(slots, STRUCTURE).length).toBeLessThan(2);
      }),
      { numRuns: 200 },
    );
  });
});
