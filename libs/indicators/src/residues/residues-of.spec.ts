import { describe, expect, it } from '@jest/globals';
import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import type { StoredEvent } from '@jalons/event-log';
import { civilDateOf, loadNomenclatures } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import { AMINA, FIRST, opening, registration, SECOND, TERRITORY, Told, voids } from '../../../../test/support/told.js';
import { loadDefinitions } from '../definitions/load.js';
import { classCutsOf, classOf } from './class-cuts.js';
import { lastQuarterOver, quarterEnd, quarterStart } from './quarters.js';
import { residuesOf } from './residues-of.js';

const codes = loadNomenclatures();
const cuts = classCutsOf(loadDefinitions(codes).all());
const at = (day: string) => ({ recordedAt: Date.parse(`${day}T10:00:00Z`) });

function residues(told: Told, today = '2026-11-25') {
  const streams = (prefix: string) =>
    [...new Set(told.log.map(({ stream }) => stream))].filter((s) => s.startsWith(prefix));
  const of = (stream: string) => told.log.filter((event) => event.stream === stream);
  return residuesOf(
    {
      person: of(`beneficiary-${AMINA}`) as unknown as readonly StoredEvent<BeneficiaryEvent>[],
      parcours: streams('parcours-').map((stream) => of(stream) as unknown as readonly StoredEvent<ParcoursEvent>[]),
    },
    {
      ...{ today: civilDateOf(today), cuts, zoneOf: () => 'Europe/Paris' },
      qpvGroupOf: (qpv) => codes.entry('qpv', qpv)?.extra.reporting_group ?? null,
    },
  );
}

const exits = (endsOn = '2026-12-31'): ParcoursEvent => ({
  type: 'ParcoursExited',
  data: {
    reason: 'job',
    contract: { kind: 'fixed-term', startsOn: civilDateOf('2026-05-04'), endsOn: civilDateOf(endsOn) },
    proof: { kind: 'none' },
  },
});

const PLACE = { territory: TERRITORY, sex: 'unknown', bornDecade: null, qpvGroup: 'outside' };
const NOTHING = { reason: null, contract: null, contractEnd: null, contractMonths: null, durationDays: null };

describe('residues', () => {
  it('keep of a parcours the quarters and classes of its entry and of its exit', () => {
    const told = new Told();
    told.person(AMINA, registration('Amina'));
    told.step(FIRST, opening(AMINA), '2026-01-12', at('2026-01-12'));
    told.step(FIRST, exits(), '2026-04-30', at('2026-07-01'));
    expect(residues(told)).toEqual([
      { kind: 'entry', ...PLACE, quarter: '2026-01-01', knownQuarter: '2026-01-01' },
      {
        ...{ kind: 'exit', ...PLACE, quarter: '2026-04-01', knownQuarter: '2026-07-01', reason: 'job' },
        ...{ contract: 'fixed-term', contractEnd: 'known', contractMonths: 6, durationDays: 81 },
      },
    ]);
  });

  it.each(['9999-12-31', '5999-12-31'])('keep of a contract that an old log says to end on %s its class', (endsOn) => {
    const told = new Told();
    told.person(AMINA, registration('Amina'));
    told.step(FIRST, opening(AMINA), '2026-01-12', at('2026-01-12'));
    told.step(FIRST, exits(endsOn), '2026-04-30', at('2026-07-01'));
    expect(residues(told)[1]).toMatchObject({ reason: 'job', contractEnd: 'known', contractMonths: 6 });
  });

  it('end a parcours still open in the quarter of the erasure, without a reason', () => {
    const told = new Told();
    told.person(AMINA, registration('Amina'));
    told.step(FIRST, opening(AMINA), '2026-01-12', at('2026-05-12'));
    expect(residues(told)[1]).toEqual({
      ...{ kind: 'exit', ...PLACE, quarter: '2026-10-01', knownQuarter: '2026-10-01', ...NOTHING },
    });
  });

  it('are known from when a thing was first said, and an exit never before its entry', () => {
    const told = new Told();
    told.person(AMINA, registration('Amina'));
    const first = told.step(FIRST, opening(AMINA), '2026-01-12', at('2026-01-12'));
    told.step(FIRST, voids(first) as never, '2026-08-01', at('2026-08-01'));
    told.step(FIRST, opening(AMINA), '2025-12-20', { ...at('2026-08-01'), corrects: first });
    expect(residues(told)[0]).toMatchObject({ quarter: '2025-10-01', knownQuarter: '2026-01-01' });
    told.step(SECOND, opening(AMINA), '2026-01-12', at('2026-10-02'));
    told.step(SECOND, exits(), '2026-04-30', at('2026-07-01'));
    expect(
      residues(told)
        .slice(2)
        .map(({ knownQuarter }) => knownQuarter),
    ).toEqual(['2026-10-01', '2026-10-01']);
  });

  it('are not known before what they tell has happened, though something earlier was said in its place', () => {
    const told = new Told();
    told.person(AMINA, registration('Amina'));
    const entry = told.step(FIRST, opening(AMINA), '2025-11-12', at('2025-11-12'));
    told.step(FIRST, voids(entry) as never, '2026-02-10', at('2026-02-10'));
    told.step(FIRST, opening(AMINA), '2026-01-12', { ...at('2026-02-10'), corrects: entry });
    const exit = told.step(FIRST, exits(), '2026-03-30', at('2026-03-30'));
    told.step(FIRST, voids(exit) as never, '2026-08-01', at('2026-08-01'));
    told.step(FIRST, exits(), '2026-07-20', { ...at('2026-08-01'), corrects: exit });
    expect(residues(told).map(({ quarter, knownQuarter }) => [quarter, knownQuarter])).toEqual([
      ['2026-01-01', '2026-01-01'],
      ['2026-07-01', '2026-07-01'],
    ]);
  });

  it('are none of a parcours that was voided, and follow a reopening', () => {
    const told = new Told();
    told.person(AMINA, registration('Amina'));
    told.step(FIRST, opening(AMINA), '2026-01-12', at('2026-01-12'));
    const exit = told.step(FIRST, exits(), '2026-04-30', at('2026-05-01'));
    told.step(FIRST, { type: 'ParcoursReopened', data: { exit } } as ParcoursEvent, '2026-05-10', at('2026-05-10'));
    const wrong = told.step(SECOND, opening(AMINA), '2026-06-01', at('2026-06-01'));
    told.step(SECOND, voids(wrong) as never, '2026-06-02');
    expect(residues(told)).toHaveLength(2);
    expect(residues(told)[1]).toMatchObject({ reason: null, quarter: '2026-10-01' });
  });

  it.each([
    ['2024-grand-mirail', 'grand-mirail'],
    ['2015-qp031007', 'grand-mirail'],
    ['2024-empalot', 'other'],
    ['unknown', null],
  ])('group a district %s, decided at the entry, as %s', (qpv, group) => {
    const told = new Told();
    told.person(AMINA, registration('Amina'));
    const { type, data } = opening(AMINA) as Extract<ParcoursEvent, { type: 'ParcoursOpened' }>;
    const inside = { type, data: { ...data, eligibility: { ...data.eligibility, qpv } } };
    told.step(FIRST, inside, '2026-01-12', at('2026-01-12'));
    expect(residues(told)[0]).toMatchObject({ qpvGroup: group });
  });

  it('cut lengths where a definition cuts them and nowhere else', () => {
    expect(cuts).toEqual({ days: [0, 81], months: [6] });
    expect([0, 80, 81, 900].map((days) => classOf(days, cuts.days))).toEqual([0, 0, 81, 81]);
    expect([0, 5, 6, 40].map((months) => classOf(months, cuts.months))).toEqual([0, 0, 6, 6]);
  });
});

describe('quarters', () => {
  it.each([
    ['2026-01-01', '2026-01-01', '2026-03-31'],
    ['2026-06-30', '2026-04-01', '2026-06-30'],
    ['2026-12-31', '2026-10-01', '2026-12-31'],
  ])('%s lies between %s and %s', (day, start, end) => {
    expect(quarterStart(civilDateOf(day))).toBe(start);
    expect(quarterEnd(civilDateOf(start))).toBe(end);
  });

  it('are over at their last millisecond, in the zone asked for', () => {
    const end = Date.parse('2026-06-30T21:59:59.999Z');
    expect(lastQuarterOver(end, 'Europe/Paris')).toBe('2026-04-01');
    expect(lastQuarterOver(end - 1, 'Europe/Paris')).toBe('2026-01-01');
    expect(lastQuarterOver(end, 'UTC')).toBe('2026-01-01');
  });
});
