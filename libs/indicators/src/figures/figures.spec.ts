import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { civilDateOf, endOfDay, type Uuid } from '@jalons/kernel';
import { FactsDatabase } from '../../../../test/support/indicators/facts-database.js';
import { ZONE } from '../../../../test/support/indicators/history.js';
import { ToldLog } from '../../../../test/support/indicators/told-log.js';
import { testId } from '../../../../test/support/given.js';
import { CELL } from '../residues/release.js';

const YEAR = { from: civilDateOf('2024-01-01'), to: civilDateOf('2024-12-31') };
const FOUND_WORK = { reason: 'job', contract: { kind: 'permanent', startsOn: '2024-06-01' } };

describe('figures', () => {
  let facts: FactsDatabase;
  let logs = 0;
  beforeAll(async () => {
    facts = await FactsDatabase.open();
  });
  afterAll(() => facts.close());

  /** Tells a log of its own, about three people, and answers for its figures of 2024. */
  async function told(tell: (log: ToldLog, ...people: [Uuid, Uuid, Uuid]) => void) {
    const log = new ToldLog((logs += 1));
    const { territory } = log;
    tell(log, log.person(), log.person(), log.person());
    await facts.fold(log.events);
    const token = await facts.coordinator(territory);
    return {
      territory,
      of: (id: string, asOf = '2025-06-30') => facts.ask(id, { ...YEAR, asOf: civilDateOf(asOf), territory }, token),
      list: (
        id: string,
        asOf = '2025-06-30',
        { fewest = 1, ...window }: Partial<typeof YEAR & { fewest: number }> = {},
      ) => facts.list(id, { ...YEAR, ...window, asOf: civilDateOf(asOf), territory }, token, 2, fewest),
    };
  }

  it.each([
    ['2024-06-29', 0],
    ['2024-06-30', 1],
  ])('of the IAE count an exit on %s, so many days after 10 April, %i time', async (on, counted) => {
    const { of } = await told((log, amina) => log.exit(log.enter(amina, '2024-04-10'), { on, ...FOUND_WORK }));
    expect(await of('iae-dynamic')).toMatchObject({ numerator: counted, denominator: counted });
    expect(await of('exits')).toMatchObject({ value: 1 });
    expect(await of('plie-national-raw')).toMatchObject({ value: 1 });
  });

  it.each(['9999-12-31', '5999-12-31'])(
    'count an exit to a contract that an old log says to end on %s',
    async (endsOn) => {
      const { of } = await told((log, amina, bruno) => {
        const contract = { kind: 'fixed-term', startsOn: '2024-06-01', endsOn };
        const parcours = log.enter(amina, '2023-04-10');
        const exit = log.exit(parcours, { on: '2024-05-02', reason: 'job', contract });
        log.correctExit(parcours, exit, { on: '2024-05-03', recorded: '2024-05-10', reason: 'job', contract });
        log.exit(log.enter(bruno, '2023-04-10'), { on: '2024-05-02', reason: 'abandonment' });
      });
      expect(await of('exits')).toMatchObject({ value: 2 });
      expect(await of('plie-national-raw')).toMatchObject({ numerator: 1, denominator: 2 });
    },
  );

  it('of the IAE count a person once, by her last exit, though an earlier one was better', async () => {
    const { of } = await told((log, amina) => {
      log.exit(log.enter(amina, '2023-06-01'), { on: '2024-03-01', ...FOUND_WORK });
      log.exit(log.enter(amina, '2024-03-01'), { on: '2024-09-01', reason: 'abandonment' });
    });
    expect(await of('iae-dynamic')).toMatchObject({ value: 0, numerator: 0, denominator: 1 });
    expect(await of('plie-national-raw')).toMatchObject({ value: 0.5, numerator: 1, denominator: 2 });
    expect([(await of('people-active')).value, (await of('parcours-active')).value]).toEqual([1, 2]);
  });

  it('of the IAE take the last exit among those that were long enough', async () => {
    const { of } = await told((log, amina) => {
      log.exit(log.enter(amina, '2023-06-01'), { on: '2024-03-01', ...FOUND_WORK });
      log.exit(log.enter(amina, '2024-07-01'), { on: '2024-09-01', reason: 'abandonment' });
    });
    expect(await of('iae-dynamic')).toMatchObject({ value: 1, denominator: 1 });
  });

  it('of the IAE take, of two exits on one day, that of the greater id', async () => {
    for (const workFirst of [true, false]) {
      const { of } = await told((log, amina) => {
        const [one, other] = [log.enter(amina, '2023-06-01'), log.enter(amina, '2023-07-01')];
        log.exit(workFirst ? one : other, { on: '2024-03-01', ...FOUND_WORK });
        log.exit(workFirst ? other : one, { on: '2024-03-01', reason: 'abandonment' });
      });
      // Ids grow as they are told.
      expect(await of('iae-dynamic')).toMatchObject({ numerator: 0, denominator: 1 });
    }
  });

  it.each([
    ['2024-12-31', 0],
    ['2025-01-01', 1],
  ])('of the IAE leave out whoever came back by the end of the window: %s', async (again, counted) => {
    const { of } = await told((log, amina) => {
      log.exit(log.enter(amina, '2023-06-01'), { on: '2024-03-01', ...FOUND_WORK });
      log.enter(amina, again);
    });
    expect(await of('iae-dynamic')).toMatchObject({ denominator: counted });
  });

  it('count whoever exits on the last day as gone, and on the first as there', async () => {
    const { of } = await told((log, amina, bruno, chloe) => {
      log.exit(log.enter(amina, '2023-06-01'), { on: '2024-12-31', ...FOUND_WORK });
      log.exit(log.enter(bruno, '2023-06-01'), { on: '2024-01-01', ...FOUND_WORK });
      log.exit(log.enter(chloe, '2023-06-01'), { on: '2023-12-31', ...FOUND_WORK });
    });
    expect(await of('iae-dynamic')).toMatchObject({ denominator: 2 });
    expect((await of('parcours-active')).value).toBe(2);
    expect((await of('exits')).value).toBe(2);
  });

  it('follow a merge and its reversal, each from the day it was known', async () => {
    const { of } = await told((log, amina, bruno) => {
      log.exit(log.enter(amina, '2023-06-01'), { on: '2024-03-01', ...FOUND_WORK });
      log.enter(bruno, '2024-02-01');
      const merge = log.merge(bruno, amina, '2024-05-10');
      log.reverse(bruno, merge, '2024-07-10');
      log.merge(bruno, amina, '2024-09-10');
    });
    const at = async (day: string) => [
      (await of('people-active', day)).value,
      (await of('iae-dynamic', day)).denominator,
    ];
    expect(await at('2024-05-09')).toEqual([2, 1]);
    expect(await at('2024-05-10')).toEqual([1, 0]);
    expect(await at('2024-07-10')).toEqual([2, 1]);
    expect(await at('2024-09-09')).toEqual([2, 1]);
    expect(await at('2024-09-10')).toEqual([1, 0]);
  });

  it('know an import from the day its source did, and a late entry from its recording', async () => {
    const { of } = await told((log, amina, bruno) => {
      log.enter(amina, '2024-01-10', { recorded: '2025-02-01', known: '2024-01-15' });
      log.enter(bruno, '2024-01-10', { recorded: '2024-03-01' });
    });
    const on = async (day: string) => (await of('parcours-active', day)).value;
    expect([await on('2024-01-14'), await on('2024-01-15'), await on('2024-02-29'), await on('2024-03-01')]).toEqual([
      0, 1, 1, 2,
    ]);
  });

  it('are provisional until the window is over, and show of which definition and instant they are', async () => {
    const { of } = await told((log, amina) => log.enter(amina, '2024-01-10'));
    const asOf = (day: string) => endOfDay(civilDateOf(day), ZONE);
    expect(await of('exits', '2024-12-30')).toMatchObject({ provisional: true, asOf: asOf('2024-12-30'), version: 1 });
    expect(await of('exits', '2024-12-31')).toMatchObject({ provisional: false, asOf: asOf('2024-12-31') });
    expect(await of('plie-national-raw')).toMatchObject({ value: null, numerator: 0, denominator: 0 });
  });

  it('forget an erased person as if her events had never come', async () => {
    let erased = '';
    const { of } = await told((log, amina, bruno) => {
      erased = amina;
      log.exit(log.enter(amina, '2023-06-01'), { on: '2024-03-01', ...FOUND_WORK });
      log.enter(amina, '2024-04-01');
      log.enter(bruno, '2024-04-01');
      log.merge(amina, bruno, '2024-05-10');
      log.erase(amina, '2024-06-10');
    });
    expect([(await of('parcours-active')).value, (await of('people-active')).value]).toEqual([1, 1]);
    expect((await of('exits', '2024-05-30')).value).toBe(0);
    for (const table of ['entry_facts', 'exit_facts', 'parcours_sources', 'person_aliases', 'person_sources']) {
      expect(await facts.rows(`SELECT FROM read.${table} WHERE beneficiary = '${erased}'`)).toEqual([]);
    }
  });

  it('say of those that they count, and of no others, how many are of erased people', async () => {
    const { of } = await told((log, amina) => {
      log.exit(log.enter(amina, '2023-06-01'), { on: '2024-03-01', reason: 'unknown' });
      const gone = ['unknown', 'abandonment', 'moved', 'retired', 'retired', null];
      for (const reason of gone) {
        log.residue('entry', '2023-01-01', '2023-01-01', '2024-06-10');
        log.residue('exit', '2024-01-01', '2024-01-01', '2024-06-10', reason);
      }
    });
    expect(await of('exits')).toMatchObject({ value: 6, unknown: 2, erased: 5 });
    expect(await of('exits-unknown')).toMatchObject({ value: 2, erased: 1 });
    expect(await of('plie-national-raw')).toMatchObject({ denominator: 6, erased: 5 });
    expect(await of('plie-national-neutralised')).toMatchObject({ denominator: 3, neutralised: 3, erased: 2 });
    expect(await of('iae-dynamic')).toMatchObject({ denominator: 4, neutralised: 2, erased: 3 });
  });

  it('are explained down to the event, and tell no reason that is reserved from another', async () => {
    const exits = new Map<string, string>();
    const parcours: Uuid[] = [];
    const { list } = await told((log, amina, bruno) => {
      const leaves = (person: Uuid, from: string, on: string, reason: string) => {
        const entered = log.enter(person, from);
        parcours.push(entered);
        exits.set(
          entered,
          log.exit(entered, { on, reason, ...(reason === 'job' && { contract: FOUND_WORK.contract }) }),
        );
      };
      leaves(amina, '2023-01-01', '2024-02-01', 'job');
      leaves(amina, '2024-02-02', '2024-08-01', 'abandonment');
      leaves(bruno, '2024-02-02', '2024-03-01', 'job');
      for (const reason of ['moved', 'deceased', 'long-leave', 'unknown']) {
        leaves(log.person(), '2023-01-01', '2024-02-01', reason);
      }
    });
    const verdicts = async (id: string) => {
      const listed = await list(id);
      for (const { parcours: one, eventId } of listed) expect(eventId).toBe(exits.get(one));
      return parcours.map((one) => listed.find(({ parcours: id }) => id === one)?.verdict);
    };
    expect(await verdicts('iae-dynamic')).toEqual([
      ...['left-out', 'other', 'left-out', 'reserved', 'reserved', 'reserved', 'unknown'],
    ]);
    expect(await verdicts('plie-national-neutralised')).toEqual([
      ...['numerator', 'other', 'numerator', 'reserved', 'reserved', 'reserved', 'unknown'],
    ]);
    expect(await verdicts('plie-national-raw')).toEqual([
      ...['numerator', 'other', 'numerator', 'other', 'other', 'other', 'unknown'],
    ]);
    expect((await verdicts('exits-unknown')).filter((verdict) => verdict !== undefined)).toEqual(['numerator']);
    expect(await list('exits', '2024-02-01')).toHaveLength(5);
  });

  describe('tell no reserved reason by the parcours behind them', () => {
    const FEW = { code: 'few-reserved-exits' };
    /** So many exits of each reason, after a year, on one day. */
    const exitsOf = (counts: Readonly<Record<string, number>>, from = '2023-01-01') =>
      told((log) => {
        for (const [reason, count] of Object.entries(counts)) {
          for (let one = 0; one < count; one += 1)
            log.exit(log.enter(log.person(), from), { on: '2024-02-01', reason });
        }
      });
    const byVerdict = async ({ list }: Awaited<ReturnType<typeof told>>, id: string) => {
      const verdicts: Record<string, number> = {};
      for (const { verdict } of await list(id, undefined, { fewest: CELL })) {
        verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
      }
      return verdicts;
    };

    it('of few: they hide among all that are in the denominator alone, whatever definition is asked', async () => {
      const asked = await exitsOf({
        moved: 1,
        'court-decision': 2,
        abandonment: 8,
        unknown: 1,
        'training-qualifying': 1,
      });
      const alone = { withheld: 11, unknown: 1, numerator: 1 };
      expect(await byVerdict(asked, 'plie-national-neutralised')).toEqual(alone);
      expect(await byVerdict(asked, 'iae-dynamic')).toEqual(alone);
      expect(await byVerdict(asked, 'plie-national-raw')).toEqual({ other: 11, unknown: 1, numerator: 1 });
      expect(await byVerdict(asked, 'exits')).toEqual({ numerator: 13 });
    });

    it.each([
      ['the only exit of a day', { moved: 1 }],
      ['among ten', { 'court-decision': 1, abandonment: 9 }],
      ['among more that some definition tells apart', { moved: 1, 'other-siae': 4, unknown: 12, abandonment: 6 }],
    ])('%s: no list names them, but of those whose reason is unknown', async (_what, counts) => {
      const asked = await exitsOf(counts);
      for (const id of ['plie-national-neutralised', 'plie-national-raw', 'iae-dynamic', 'exits']) {
        await expect(byVerdict(asked, id)).rejects.toMatchObject(FEW);
      }
      expect(await byVerdict(asked, 'exits-unknown')).toEqual('unknown' in counts ? { numerator: 12 } : {});
    });

    it('nor by a list that leaves them out, or the others', async () => {
      const brief = await exitsOf({ 'court-decision': 1 }, '2024-01-15');
      await expect(byVerdict(brief, 'iae-dynamic')).rejects.toMatchObject(FEW);
      const mixed = await told((log) => {
        log.exit(log.enter(log.person(), '2023-01-01'), { on: '2024-02-01', reason: 'court-decision' });
        for (let one = 0; one < CELL; one += 1) {
          log.exit(log.enter(log.person(), '2024-01-15'), { on: '2024-02-01', reason: 'abandonment' });
        }
      });
      await expect(byVerdict(mixed, 'iae-dynamic')).rejects.toMatchObject(FEW);
      expect(await byVerdict(mixed, 'plie-national-neutralised')).toEqual({ withheld: CELL + 1 });
    });

    it('of eleven: they are told as reserved; of none, all are told as they are', async () => {
      const many = await exitsOf({ moved: CELL, abandonment: 1 });
      expect(await byVerdict(many, 'plie-national-neutralised')).toEqual({ reserved: CELL, other: 1 });
      const none = await exitsOf({ abandonment: 1 });
      expect(await byVerdict(none, 'plie-national-neutralised')).toEqual({ other: 1 });
    });
  });

  it('are those of the territories that the reader coordinates, and of none without a session', async () => {
    const { territory } = await told((log, amina) => log.enter(amina, '2024-01-10'));
    const elsewhere = await facts.coordinator(testId(99));
    const window = { ...YEAR, asOf: civilDateOf('2025-01-01') };
    expect((await facts.ask('parcours-active', { ...window, territory }, elsewhere)).value).toBe(0);
    expect((await facts.ask('parcours-active', window, elsewhere)).value).toBe(0);
    expect((await facts.ask('parcours-active', { ...window, territory }, 'no session')).value).toBe(0);
  });
});
