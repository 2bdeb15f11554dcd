import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@jalons/event-log';
import { addDays, civilDateOf, dateAt, loadNomenclatures, type NomenclatureName, type Uuid } from '@jalons/kernel';
import fc from 'fast-check';
import { matchFiles } from '../profile/match-files.js';
import { ownFormat } from '../profile/own-format.js';
import { anyStructure } from '../profile/structure-names.js';
import { RowIds } from '../rows/row-ids.js';
import { readRows } from '../run/read-rows.js';
import type { StagedRow } from '../run/staged-payloads.js';
import { StructuresSeen } from '../run/structures-seen.js';
import { Tally } from '../run/tally.js';
import type { DecideContext } from './decide-context.js';
import { decideGuarded } from './guarded-unit.js';
import { NominalTimes } from './nominal-times.js';
import type { RowOutcome } from './outcomes.js';
import type { KnownVersion } from './row-versions.js';
import type { DecidedUnit } from './unit.decider.js';

const ZONE = 'Europe/Paris';
const NOW = Date.parse('2024-12-01T10:00:00Z');
const TODAY = dateAt(NOW, ZONE);
const codes = loadNomenclatures();
const profile = ownFormat();
const ids = new RowIds(Buffer.alloc(32, 7), 'any-cells');
const PERSON = ids.aggregate('beneficiary', ['P1']);
const STRUCTURE = ids.aggregate('structure', ['s']);
const times = new NominalTimes(ZONE);

/** What a file may hold anywhere, by mistake or for want of something better. */
const anyCell = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      '-',
      '?',
      'inconnue',
      'oui',
      'peut-être',
      '0',
      '-1',
      '35',
      '1e999',
      'NaN',
      '46082',
      '2958465',
      '9999999',
    ],
    ...['9999-12-31', '31/12/9999', '9999-01-01', '2999-12-31', '2200-01-01', '2199-12-31', '1899-12-31', '0000-01-01'],
    ...['2024-02-30', '30/02/2024', '2024-13-45', '99991231', '2024-05-01T14:30:00Z', '25:61', '14h30'],
    ...[
      '__proto__',
      'constructor',
      'toString',
      '{}',
      '[object Object]',
      'x'.repeat(201),
      'é'.repeat(2_001),
      '\u{1F600}',
    ],
  ),
  fc.string({ maxLength: 30 }),
);

const codesOf = (...lists: readonly NomenclatureName[]) =>
  lists.flatMap((list) =>
    codes
      .entries(list)
      .slice(0, 3)
      .map(({ code }) => code),
  );
const KEYS = 'abcdefghijklmnopqrst';
const STARTS: readonly Readonly<Record<string, string>>[] = [
  { étape: 'Pause', motif: 'health', "jusqu'au": '2024-01-31' },
  { étape: 'Prochaine action', intitulé: 'Un CV', 'prévu le': '2024-02-01' },
  { étape: 'Formation', intitulé: 'Cariste', organisme: 'Greta', qualifiante: 'oui', 'fin prévue': '2024-12-31' },
  { étape: 'Emploi', contrat: 'CDI' },
  { étape: 'Action', nature: codesOf('action-kinds')[0]! },
  { étape: 'Rendez-vous', 'prévu le': '2024-02-01' },
  {
    ...{ étape: 'Orientation', intitulé: 'Un métier', vers: 'PLIE', 'droit commun': 'oui', accord: 'oui' },
    besoin: codesOf('needs')[0]!,
  },
  { étape: 'Frein', thème: codesOf('barriers')[0]! },
  { étape: 'Contact', canal: codesOf('contact-channels')[0]! },
];
const ENDS: readonly Readonly<Record<string, string>>[] = [
  { étape: 'Reprise', 'suite de': 'a' },
  { étape: 'Action prévue faite', 'suite de': 'b' },
  { étape: 'Formation terminée', 'suite de': 'c' },
  { étape: 'Emploi terminé', 'suite de': 'd' },
  { étape: 'Action terminée', 'suite de': 'e', issue: codesOf('action-outcomes')[0]! },
  { étape: 'Rendez-vous honoré', 'suite de': 'f' },
  { étape: 'Orientation acceptée', 'suite de': 'g' },
  { étape: 'Orientation commencée', 'suite de': 'g' },
  { étape: 'Orientation terminée', 'suite de': 'g', issue: codesOf('orientation-outcomes')[0]! },
  { étape: 'Frein levé', 'suite de': 'h' },
  { étape: 'Situation à six mois', date: '2023-11-01', 'non jointe': 'oui' },
];
const days = Array.from({ length: 20 }, (_, week) => addDays(civilDateOf('2024-01-05'), week * 17));
const STEPS = profile.files
  .flatMap(({ records }) => records)
  .flatMap((record) => ('when' in record ? (record.when ?? []) : []))
  .flatMap((condition) => condition.in ?? []);

/** Stands for the place of its row, so that most rows have a key of their own. */
const NUMBERED = '#';

/** What each column may hold that is right in one kind of step or another. */
const RIGHT: Readonly<Record<string, readonly string[]>> = {
  ...{ personne: ['P1'], parcours: ['P1', 'P1', 'P1', 'P2'], nom: ['Exemple'], prénom: ['Zoé'] },
  ...{ 'date de naissance': ['1990-04-03'], sexe: ['F', 'inconnu'], qpv: ['Grand Mirail', 'hors QPV'] },
  ...{ entrée: ['2024-01-05'], sortie: ['', '2024-09-30'], 'motif de sortie': ['Emploi', 'Déménagement', ''] },
  ...{ 'contrat de sortie': ['', 'CDI', 'CDD'], 'début du contrat': ['', '2024-10-01'] },
  ...{ 'fin du contrat': ['', '2025-03-31', 'inconnue', '9999-12-31'] },
  ...{
    étape: STEPS,
    identifiant: [NUMBERED, NUMBERED, NUMBERED, '', '1'],
    'suite de': ['', ...'abcdefgh'],
  },
  ...{ date: days, 'connue le': ['', ...days], 'modifiée le': ['', '2024-11-30'], heure: ['', '14:30'] },
  ...{ structure: ['', 'Mission locale'], vers: ['PLIE', ''], note: ['', 'Une note.'] },
  canal: codesOf('contact-channels'),
  issue: ['', ...codesOf('contact-outcomes', 'orientation-outcomes', 'action-outcomes')],
  nature: ['', ...codesOf('assessment-kinds', 'action-kinds')],
  motif: ['', ...codesOf('pause-reasons', 'decline-reasons', 'abandonment-reasons'), 'terme'],
  besoin: ['', ...codesOf('needs')],
  thème: ['', ...codesOf('barriers')],
  situation: ['chômage', 'emploi'],
  contrat: codesOf('contracts'),
  ...{ 'prévu le': ['', '2024-12-20'], "jusqu'au": ['', '2024-11-30'], 'fin prévue': ['', '2025-01-31', 'inconnue'] },
  ...{ intitulé: ['', 'Cariste'], organisme: ['', 'Greta'], qualifiante: ['', 'oui'], accord: ['', 'oui', 'non'] },
  ...{
    'droit commun': ['', 'oui', 'non'],
    'pourquoi pas le droit commun': ['', 'Aucune place.'],
    par: ['', 'structure'],
  },
  ...{ 'situation à six mois': ['', ...codesOf('follow-up-situations')], 'non jointe': ['', 'oui', 'non'] },
};

/** The columns that our format reads in a file that has these. */
function columnsOf(required: readonly string[]): readonly string[] {
  const [table] = matchFiles([{ name: 'x.csv', columns: required, rows: () => nothing() }], profile);
  return [...required, ...table!.absent];
}

async function* nothing(): AsyncGenerator<never> {}

const PEOPLE = columnsOf(['personne', 'nom', 'entrée']);
const EVENTS = columnsOf(['parcours', 'étape', 'date']);
const rowOf = (columns: readonly string[]) =>
  fc.tuple(
    ...columns.map((column) => {
      const right = fc.constantFrom(...(RIGHT[column] ?? ['']));
      return fc.oneof({ weight: 150, arbitrary: right }, { weight: 1, arbitrary: anyCell });
    }),
  );
const files = fc
  .record({
    people: fc.array(rowOf(PEOPLE), { minLength: 1, maxLength: 2 }),
    events: fc.array(rowOf(EVENTS), { minLength: 1, maxLength: 20, size: 'max' }),
  })
  .map(({ people, events }) => ({
    people,
    events: events.map((row, index) => row.map((cell) => (cell === NUMBERED ? String(index + 1) : cell))),
  }));
type Files = typeof files extends fc.Arbitrary<infer Value> ? Value : never;

/** A step of every type, for others to follow and to contradict; those that end another are of a parcours of its own. */
const FIRST: Files = {
  people: [
    rowWith(PEOPLE, { personne: 'P1', nom: 'Exemple', entrée: '2024-01-05' }),
    rowWith(PEOPLE, { personne: 'P1', parcours: 'P3', nom: 'Exemple', entrée: '2023-01-05', ...moved('2023-05-01') }),
  ],
  events: ['P1', 'P3'].flatMap((parcours) => {
    const date = parcours === 'P1' ? '2024-01-05' : '2023-01-05';
    return [...STARTS, ...(parcours === 'P1' ? [] : ENDS)].map((cells, index) =>
      rowWith(EVENTS, { parcours, date, identifiant: KEYS[index]!, ...cells }),
    );
  }),
};

function moved(sortie: string) {
  return { sortie, 'motif de sortie': 'Déménagement' };
}

function rowWith(columns: readonly string[], cells: Readonly<Record<string, string>>): string[] {
  return columns.map((column) => cells[column] ?? '');
}

/** Reads the two files as an import does: what is left to decide, and what is decided by reading alone. */
async function read({ people, events }: Files) {
  const tables = matchFiles([tableOf('people.csv', PEOPLE, people), tableOf('events.csv', EVENTS, events)], profile);
  const [tally, staged] = [new Tally(), [] as StagedRow[]];
  await readRows(
    {
      ...{ profile, codes, tables, ids, tally, structures: new StructuresSeen(), names: anyStructure(ids) },
      ...{ fallback: { id: STRUCTURE }, fateOf: () => 'refuse' },
    },
    { stage: async (rows) => void staged.push(...rows), anomalies: async () => {}, progress: () => {} },
  );
  return { tally, staged };
}

function tableOf(name: string, columns: readonly string[], rows: readonly (readonly string[])[]) {
  return {
    ...{ name, columns },
    async *rows() {
      yield rows.map((cells, index) => ({ line: index + 2, cells }));
    },
  };
}

function contextOf(importId: Uuid): DecideContext {
  return {
    ...{ now: NOW, today: TODAY, zone: ZONE, times, territory: STRUCTURE, importId, lists: codes, ids },
    ...{ referenceOn: TODAY, previousOn: null, insidePerimeter: () => true },
    policies: { overlap: 'flag', minimumAge: 16, minimumAgePolicy: 'flag' },
    ...{ defaultStructure: STRUCTURE, fateOf: () => 'refuse' },
  };
}

/** What stands in the streams and records of imports, file after file. */
class World {
  private readonly streams = new Map<string, readonly StoredEvent[]>();
  private readonly known = new Map<Uuid, KnownVersion[]>();
  private imports = 0;

  get events(): readonly StoredEvent[] {
    return [...this.streams.values()].flat();
  }

  decide(staged: readonly StagedRow[]): DecidedUnit | null {
    const persons = staged.filter((row) => row.of === 'person');
    const steps = staged.filter((row) => row.of === 'step');
    const named = new Set([PERSON, ...staged.flatMap((row) => row.person ?? [])]);
    const of = (name: string) => (this.streams.get(name) ?? []) as never;
    const decided = decideGuarded(
      new Map(),
      {
        ...{ person: PERSON, persons, steps, known: this.known, alike: new Map() },
        people: new Map([...named].map((id) => [id, of(`beneficiary-${id}`)])),
        parcours: new Map(steps.map(({ parcours: id }) => [id, of(`parcours-${id}`)])),
      },
      contextOf(ids.aggregate('structure', ['import', String((this.imports += 1))])),
    );
    for (const { person, draft, versions } of decided?.people ?? [])
      this.keep(`beneficiary-${person}`, draft, versions);
    for (const { parcours, draft, versions } of decided?.parcours ?? [])
      this.keep(`parcours-${parcours}`, draft, versions);
    return decided;
  }

  private keep(
    stream: string,
    draft: DecidedUnit['people' | 'parcours'][number]['draft'],
    versions: DecidedUnit['people'][number]['versions'],
  ): void {
    for (const { row, eventId, content } of versions) {
      this.known.set(row, [...(this.known.get(row) ?? []), { eventId, content }]);
    }
    const before = this.streams.get(stream) ?? [];
    const stored = draft.decided.flat().map((event, ordinal) => {
      return { ...event, stream, revision: before.length + ordinal, recordedAt: NOW } as unknown as StoredEvent;
    });
    this.streams.set(stream, [...before, ...stored]);
  }
}

/** What the payload of each type holds without exception (domain.md § 3). */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  PauseDeclared: ['reason', 'until'],
  PauseLifted: ['pause'],
  NextActionPlanned: ['what', 'dueOn', 'who'],
  NextActionDone: ['nextAction'],
  ContactAttempted: ['channel', 'reached'],
  AppointmentScheduled: ['at', 'with'],
  AppointmentHonoured: ['appointment'],
  BarrierIdentified: ['barrierId', 'theme', 'blocking'],
  BarrierLifted: ['barrier'],
  TrainingStarted: ['title', 'provider', 'qualifying', 'expectedEnd'],
  TrainingCompleted: ['training'],
  JobStarted: ['contract', 'weeklyHours', 'signedOn'],
  JobEnded: ['job', 'reason'],
  ActionStarted: ['kind'],
  ActionEnded: ['action', 'outcome'],
  OrientationProposed: [
    ...['fromStructure', 'toStructure', 'commonLaw', 'need', 'personAgreed', 'transfersReferent', 'sheet'],
  ],
  OrientationAccepted: ['orientation'],
  OrientationClosed: ['orientation', 'outcome'],
  ParcoursExited: ['reason', 'proof'],
  SituationAtSixMonthsRecorded: ['exit'],
};

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, rows) => all + rows, 0);
const placeOf = ({ origin: { table, line, record } }: RowOutcome) => `${table}/${line}/${record}`;

describe('rows of our own format, whatever their cells hold', () => {
  it('each end with one disposition, and none of them stops the others', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(files, files, async (first, second) => {
        const world = new World();
        for (const file of [FIRST, first, second]) {
          const { tally, staged } = await read(file);
          const decided = world.decide(staged);
          expect(decided).not.toBeNull();
          const { outcomes } = decided!;
          expect(outcomes.filter(({ anomaly }) => anomaly === 'row-not-understood')).toEqual([]);
          // Several cells of one row may be told; what becomes of it is one.
          const ends = new Map(outcomes.map((outcome) => [placeOf(outcome), outcome.disposition]));
          expect([...ends.keys()].toSorted()).toEqual(
            staged.map(({ table, line, record }) => `${table}/${line}/${record}`).toSorted(),
          );
          for (const outcome of outcomes) expect(ends.get(placeOf(outcome))).toBe(outcome.disposition);
          tally.outcomes(outcomes);
          const counts = tally.counts();
          expect(counts.read).toBe(file.people.length + file.events.length);
          expect(sum(counts.dispositions)).toBe(counts.read);
        }
        for (const { type, data } of world.events) {
          seen.add(type);
          const held = Object.entries(data as object).filter(([, value]) => value !== undefined && value !== '');
          expect(held.map(([name]) => name)).toEqual(expect.arrayContaining([...(NEEDED[type] ?? [])]));
        }
      }),
      { numRuns: 150 },
    );
    // Otherwise the cells say nothing that could be written.
    expect(Object.keys(NEEDED).filter((type) => !seen.has(type))).toEqual([]);
  });
});
