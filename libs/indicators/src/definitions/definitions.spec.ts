import { existsSync, mkdtempSync, readFileSync, rmSync, cpSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { loadNomenclatures, projectRoot } from '@jalons/kernel';
import { parseCsvObjects } from 'hucre';
import { possibleFamilies, type ExitOutcome } from './class-table.js';
import { isRate, statusOf, type RateDefinition } from './definition.js';
import { loadDefinitions } from './load.js';
import { tally } from './tally.js';

const REFERENCE = join(projectRoot(), '../shared/reference/nomenclatures/exit_classes.csv');
/** The reference data lie beside the project, or the test is reported as skipped. */
const withReference = existsSync(REFERENCE) ? it : it.skip;

const codes = loadNomenclatures();
const catalogue = loadDefinitions(codes);

function rate(id: string): RateDefinition {
  const definition = catalogue.get(id);
  if (!isRate(definition)) throw new Error(`${id} is no rate`);
  return definition;
}

const exit = (reason: string, contract: string | null = null, months: number | 'none' | 'unknown' | null = null) =>
  ({
    reason,
    contract,
    contractEnd: typeof months === 'number' ? 'known' : months,
    months: typeof months === 'number' ? months : null,
  }) satisfies ExitOutcome;

const families = (id: string, outcome: ExitOutcome) => [...possibleFamilies(rate(id).classes, outcome)].toSorted();

describe('the definitions shipped', () => {
  it('are eight, each with its words in French and English and its source', () => {
    expect(catalogue.newest().map(({ id, version, unit }) => `${id} ${version} ${unit}`)).toEqual([
      'exits 1 parcours',
      'exits-unknown 1 parcours',
      'iae-durable 1 person',
      'iae-dynamic 1 person',
      'parcours-active 1 parcours',
      'people-active 1 person',
      'plie-national-neutralised 1 parcours',
      'plie-national-raw 1 parcours',
    ]);
    expect(rate('iae-dynamic').minDays).toBe(81);
  });

  it('refuse an indicator or a version that does not exist', () => {
    expect(() => catalogue.get('happiness')).toThrow('Cet indicateur n’existe pas');
    expect(() => catalogue.get('exits', 2)).toThrow('Cet indicateur n’existe pas');
  });

  it.each([
    ['iae-dynamic', exit('job', 'fixed-term', 6), ['durable']],
    ['iae-dynamic', exit('job', 'fixed-term', 5), ['transition']],
    ['iae-dynamic', exit('job', 'fixed-term', 'unknown'), ['durable', 'transition']],
    ['iae-dynamic', exit('job', 'permanent', 'none'), ['durable']],
    ['iae-dynamic', exit('job', 'permanent-insertion', 'none'), ['positive']],
    ['iae-dynamic', exit('job'), ['durable', 'other', 'positive', 'transition']],
    ['iae-dynamic', exit('unknown'), ['other']],
    ['plie-national-raw', exit('job', 'fixed-term', 5), ['other']],
    ['plie-national-raw', exit('job', 'fixed-term', 'unknown'), ['durable', 'other']],
    ['plie-national-raw', exit('job', 'self-employed', 'none'), ['other']],
    ['plie-national-raw', exit('moved'), ['neutralised']],
  ])('%s: %j may be %j', (id, outcome, expected) => {
    expect(families(id, outcome)).toEqual(expected);
  });

  it('count an unknown end neither as long nor as short, and say so', () => {
    const outcomes = [
      { ...exit('job', 'fixed-term', 'unknown'), count: 3, erased: 0 },
      { ...exit('job', 'permanent', 'none'), count: 2, erased: 1 },
      { ...exit('unknown'), count: 1, erased: 0 },
      { ...exit('moved'), count: 4, erased: 2 },
    ];
    const said = { numerator: 2, unknown: 1, undetermined: 3, strictlyPositive: null };
    expect(tally(rate('plie-national-neutralised'), outcomes)).toEqual({
      ...said,
      ...{ denominator: 6, neutralised: 4, erased: 1 },
    });
    expect(tally(rate('plie-national-raw'), outcomes)).toEqual({
      ...said,
      ...{ denominator: 10, neutralised: 0, erased: 3 },
    });
    // Long or short, such a contract is a dynamic exit: nothing hangs on its end.
    expect(tally(rate('iae-dynamic'), outcomes)).toMatchObject({ numerator: 5, denominator: 10, undetermined: 0 });
  });

  it('say of dynamic exits, and of no others, how many are positive in the strict sense', () => {
    const outcomes = [
      { ...exit('training-qualifying'), count: 3, erased: 0 },
      { ...exit('other-siae'), count: 2, erased: 0 },
      { ...exit('job', 'fixed-term', 'unknown'), count: 5, erased: 0 },
      { ...exit('abandonment'), count: 7, erased: 0 },
    ];
    expect(tally(rate('iae-dynamic'), outcomes)).toMatchObject({ numerator: 10, strictlyPositive: 5 });
    expect(tally(rate('iae-dynamic'), [])).toMatchObject({ numerator: 0, strictlyPositive: 0 });
    expect(tally(rate('iae-durable'), outcomes)).toMatchObject({
      ...{ numerator: 0, denominator: 17, undetermined: 5, strictlyPositive: null },
    });
    expect(tally(rate('plie-national-raw'), outcomes)).toMatchObject({ numerator: 3, strictlyPositive: null });
  });

  it('are to be confirmed where a rule is that their numerator or their neutralised exits rest on', () => {
    const raw = rate('plie-national-raw');
    expect([raw.status, statusOf(raw), statusOf(catalogue.get('exits'))]).toEqual(['sourced', 'to-confirm', 'sourced']);
    const doubting = (doubted: string, changes: Partial<RateDefinition> = {}) => {
      const rules = raw.classes.rules.map((rule) => ({
        ...rule,
        status: rule.family === doubted ? ('to-confirm' as const) : ('sourced' as const),
      }));
      return statusOf({ ...raw, ...changes, classes: { ...raw.classes, rules } });
    };
    expect(['durable', 'positive', 'neutralised', 'other'].map((family) => doubting(family))).toEqual([
      ...['to-confirm', 'to-confirm', 'sourced', 'sourced'],
    ]);
    expect(doubting('neutralised', { neutralised: ['moved'] })).toBe('to-confirm');
    expect(doubting('durable', { numerator: ['positive'] })).toBe('sourced');
  });

  withReference('hold the classes of the reference, line by line', () => {
    const { data } = parseCsvObjects<Record<string, string>>(readFileSync(REFERENCE, 'utf8'), { header: true });
    for (const [table, id] of [
      ['iae', 'iae-dynamic'],
      ['plie-national', 'plie-national-raw'],
    ] as const) {
      expect(
        rate(id).classes.rules.map((rule) =>
          [rule.reason, rule.contract, rule.minMonths, rule.belowMonths, rule.family, rule.status].join(),
        ),
      ).toEqual(
        data
          .filter(({ definition }) => definition === table)
          .map((row) => [row.reason, row.contract, row.min_months, row.below_months, row.class, row.status].join()),
      );
    }
  });
});

describe('a definition that is wrong', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jalons-definitions-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function loading(file: string, edit: (text: string) => string): () => unknown {
    cpSync(join(projectRoot(), 'libs/indicators/definitions'), join(folder, 'definitions'), { recursive: true });
    cpSync(join(projectRoot(), 'libs/indicators/classes'), join(folder, 'classes'), { recursive: true });
    writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')));
    return () => loadDefinitions(codes, folder);
  }

  it.each([
    ['definitions/exits.v1.json', (text: string) => text.replace('"exits"', '"leavers"'), 'not leavers.v1.json'],
    ['definitions/exits.v1.json', (text: string) => text.replace('"unit"', '"units"'), 'unit'],
    [
      'definitions/iae-dynamic.v1.json',
      (text: string) => text.replace('"retired"', '"moved"'),
      'moved not neutralised',
    ],
    ['classes/iae.v1.csv', (text: string) => text.replace('\nretired,', '\ngone-fishing,'), 'unknown reason'],
    ['classes/iae.v1.csv', (text: string) => text.replace('job,portage', 'job,barter'), 'unknown contract'],
    ['classes/iae.v1.csv', (text: string) => text.replace('\n*,', '\ninactive,'), 'must match everything'],
    ['classes/iae.v1.csv', (text: string) => text.replace(',6,,', ',six,,'), 'no number of months'],
  ])('does not start: %s', (file, edit, message) => {
    expect(loading(file, edit)).toThrow(message);
  });
});
