import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { civilDateOf, loadNomenclatures } from '@jalons/kernel';
import { FactsDatabase } from '../../../../test/support/indicators/facts-database.js';
import { ToldLog, type ToldExit } from '../../../../test/support/indicators/told-log.js';
import { DefinitionCatalogue } from '../definitions/catalogue.js';
import { isRate } from '../definitions/definition.js';
import { loadDefinitions } from '../definitions/load.js';

/** PLIE national 2014, as published: exits, of them positive, of those durable, and external ones. */
const PUBLISHED = { exits: 40_328, positive: 14_446, durable: 11_197, external: 3_526 };
const YEAR = { from: civilDateOf('2014-01-01'), to: civilDateOf('2014-12-31') };
const FINAL = civilDateOf('2015-12-31');
const EVENTS_AT_ONCE = 2_000;

const DURABLE = [
  { kind: 'permanent', startsOn: '2014-03-01' },
  { kind: 'fixed-term', startsOn: '2014-03-01', endsOn: '2014-08-31' },
  { kind: 'temporary', startsOn: '2014-03-01', endsOn: '2015-02-28' },
  { kind: 'business-creation', startsOn: '2014-03-01' },
];
const EXTERNAL = ['moved', 'deceased', 'retired'];
const OTHER = [
  ...['reoriented', 'abandonment', 'unreachable', 'unknown', 'inactive', 'max-duration'].map((reason) => ({ reason })),
  { reason: 'job', contract: { kind: 'fixed-term', startsOn: '2014-03-01', endsOn: '2014-08-30' } },
];

/** The exits of the year in the order of their number: durable ones, trainings, external ones, all others. */
function outcomeOf(number: number): Omit<ToldExit, 'on'> {
  if (number < PUBLISHED.durable) return { reason: 'job', contract: DURABLE[number % DURABLE.length]! };
  if (number < PUBLISHED.positive) return { reason: 'training-qualifying' };
  if (number < PUBLISHED.positive + PUBLISHED.external) return { reason: EXTERNAL[number % EXTERNAL.length]! };
  return OTHER[number % OTHER.length]!;
}

function day(year: number, number: number): string {
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${year}-${pad(1 + (number % 12))}-${pad(1 + (number % 28))}`;
}

/** How the exits of the year came to be known, in turn; each leaves one exit in the year, or none at all. */
function tellExit(log: ToldLog, number: number): void {
  const person = log.person();
  const { parcours, opening } = log.enterBy(person, day(2012, number));
  const exit = { on: day(2014, number), ...outcomeOf(number) };
  switch (number % 20) {
    case 0:
      log.exit(parcours, { ...exit, recorded: day(2015, number) });
      return;
    case 1:
      log.exit(parcours, { ...exit, recorded: '2015-11-02', known: exit.on });
      return;
    case 2:
      log.correctExit(parcours, log.exit(parcours, { on: exit.on, reason: 'moved' }), {
        ...exit,
        recorded: '2015-01-15',
      });
      return;
    case 3:
      log.correctExit(parcours, log.exit(parcours, { ...exit, on: day(2013, number) }), {
        ...exit,
        recorded: '2015-01-16',
      });
      return;
    case 4: {
      const mistake = log.void(`parcours-${parcours}`, log.exit(parcours, exit), exit.on);
      log.void(`parcours-${parcours}`, mistake, '2015-02-01');
      return;
    }
    case 5: {
      const reopening = log.reopen(parcours, log.exit(parcours, exit), exit.on);
      log.void(`parcours-${parcours}`, reopening, '2015-02-02');
      return;
    }
    case 6:
      log.exit(parcours, exit);
      log.correctEntry(parcours, person, opening, day(2011, number), { recorded: '2015-03-01' });
      return;
    default:
      log.exit(parcours, exit);
  }
}

/** Exits that must not count: voided, reopened, corrected into another year, told of another year. */
function tellOthers(log: ToldLog, number: number): void {
  const parcours = log.enter(log.person(), day(2012, number));
  const on = day(2014, number);
  const exit = log.exit(parcours, { on, ...outcomeOf(number) });
  if (number % 3 === 0) log.void(`parcours-${parcours}`, exit, '2015-01-20');
  else if (number % 3 === 1) log.reopen(parcours, exit, on);
  else log.correctExit(parcours, exit, { on: day(2013, number), reason: 'job', recorded: '2015-01-21' });
}

describe('PLIE national 2014 (governance.md § 2, golden test a)', () => {
  let facts: FactsDatabase;
  let token: string;
  const log = new ToldLog(1);

  beforeAll(async () => {
    const shipped = loadDefinitions(loadNomenclatures()).newest();
    const durable = shipped
      .filter(isRate)
      .map((definition) => ({ ...definition, id: `${definition.id}-durable`, numerator: ['durable' as const] }));
    facts = await FactsDatabase.open(new DefinitionCatalogue([...shipped, ...durable]));
    for (let number = 0; number < PUBLISHED.exits; number += 1) tellExit(log, number);
    for (let number = 0; number < 3_000; number += 1) tellOthers(log, number);
    // People known twice: a parcours counts for itself, a person once.
    for (let number = 0; number < 500; number += 1) {
      const [one, other] = [log.person(), log.person()];
      for (const each of [one, other]) log.enter(each, '2014-05-05');
      log.merge(one, other, '2015-04-01');
    }
    const { events } = log;
    for (let start = 0; start < events.length; start += EVENTS_AT_ONCE) {
      await facts.fold(events.slice(start, start + EVENTS_AT_ONCE));
    }
    token = await facts.coordinator(log.territory);
  }, 300_000);

  afterAll(() => facts.close());

  const ask = (id: string, asOf = FINAL) => facts.ask(id, { ...YEAR, asOf, territory: log.territory }, token);
  const percent = (value: number | null) => `${(100 * (value ?? Number.NaN)).toFixed(1)} %`;

  it.each([
    ['plie-national-raw', '35.8 %', PUBLISHED.positive, PUBLISHED.exits, 0],
    [
      'plie-national-neutralised',
      '39.3 %',
      PUBLISHED.positive,
      PUBLISHED.exits - PUBLISHED.external,
      PUBLISHED.external,
    ],
    ['plie-national-raw-durable', '27.8 %', PUBLISHED.durable, PUBLISHED.exits, 0],
    [
      ...['plie-national-neutralised-durable', '30.4 %'],
      ...[PUBLISHED.durable, PUBLISHED.exits - PUBLISHED.external, PUBLISHED.external],
    ] as [string, string, number, number, number],
  ])('%s is %s', async (id, published, numerator, denominator, neutralised) => {
    const figure = await ask(id);
    expect(figure).toMatchObject({ numerator, denominator, neutralised, undetermined: 0, provisional: false });
    expect(percent(figure.value)).toBe(published);
  });

  it('counts the exits, and says how many are of unknown reason', async () => {
    const others = PUBLISHED.exits - PUBLISHED.positive - PUBLISHED.external;
    const { value, unknown } = await ask('exits');
    expect(value).toBe(PUBLISHED.exits);
    expect(Math.abs(unknown - others / OTHER.length)).toBeLessThan(2);
    expect((await ask('exits-unknown')).value).toBe(unknown);
  });

  it('knew another figure at the end of the year, and shows it as final from then on only', async () => {
    const asOf = civilDateOf('2014-12-31');
    expect((await ask('exits', asOf)).value).not.toBe(PUBLISHED.exits);
    expect((await ask('exits', civilDateOf('2014-12-30'))).provisional).toBe(true);
    expect((await ask('exits', asOf)).provisional).toBe(false);
  });

  it('counts people known twice once, from the day that was found out', async () => {
    const [before, after] = [civilDateOf('2015-03-31'), civilDateOf('2015-04-01')];
    const people = async (asOf: typeof before) => (await ask('people-active', asOf)).value ?? 0;
    const parcours = async (asOf: typeof before) => (await ask('parcours-active', asOf)).value ?? 0;
    expect((await people(before)) - (await people(after)) - ((await parcours(before)) - (await parcours(after)))).toBe(
      500,
    );
  });
});
