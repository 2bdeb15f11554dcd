import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arrowPath } from './arrow-path.js';
import { axisOf, widthOf } from './axis.js';
import { labelFor, layoutOf, SIZE } from './layout.js';
import { pan, reveal, whole, windowOf, zoom } from './view-window.js';

const frise = (...rows: number[]) => ({
  lanes: rows.map((count) => ({ key: '', name: '', role: '', referent: false, rows: count })),
  marks: [],
});
const year = whole({ from: '2025-09-01', to: '2027-01-15' });
const days = ({ from, to }: { from: number; to: number }) =>
  [from, to].map((at) => new Date(at).toISOString().slice(0, 10));

describe('the part of a parcours in sight', () => {
  it('is the last months with a little of what comes, or the whole where that is shorter', () => {
    expect(days(windowOf(year, '3m', '2026-11-23'))).toEqual(['2026-09-03', '2026-12-04']);
    expect(windowOf(whole({ from: '2026-10-01', to: '2026-11-30' }), '1y', '2026-11-23')).toEqual(
      whole({ from: '2026-10-01', to: '2026-11-30' }),
    );
  });

  it('is moved and closed in on without leaving what there is', () => {
    const window = windowOf(year, '3m', '2026-11-23');
    expect(pan(year, window, 9)).toEqual({ from: year.to - (window.to - window.from), to: year.to });
    expect(zoom(year, year, 4)).toEqual(year);
    const closer = zoom(year, year, 0.5, 0);
    expect([closer.from, (closer.to - closer.from) * 2]).toEqual([year.from, year.to - year.from]);
  });

  it('follows the day one walks to', () => {
    const window = windowOf(year, '3m', '2026-11-23');
    expect(reveal(year, window, '2026-10-10')).toBe(window);
    const [from] = days(reveal(year, window, '2026-01-10'));
    expect(from).toBe('2026-01-04');
  });
});

describe('the axis', () => {
  const words = (from: string, to: string, width: number) =>
    axisOf(whole({ from, to }), width, 'fr').map(({ above, below }) => [above ?? '', below ?? '']);

  it('has years above and months below', () => {
    expect(words('2025-11-20', '2026-03-05', 400)).toEqual([
      ['2025', 'déc.'],
      ['2026', 'janv.'],
      ['', 'févr.'],
      ['', 'mars'],
    ]);
  });

  it('has quarters, then years alone, where months would touch', () => {
    expect(words('2021-11-01', '2026-11-01', 1000).slice(0, 3)).toEqual([
      ['2022', 'janv.'],
      ['', 'avr.'],
      ['', 'juil.'],
    ]);
    expect(words('2021-11-01', '2026-11-01', 300).map((both) => both.join(''))).toEqual([
      '2022',
      '2023',
      '2024',
      '2025',
      '2026',
    ]);
  });

  it('has Mondays where a month is wide', () => {
    expect(words('2026-10-26', '2026-12-10', 900)).toEqual([
      ['oct. 2026', '26'],
      ['nov. 2026', ''],
      ['', '2'],
      ['', '9'],
      ['', '16'],
      ['', '23'],
      ['', '30'],
      ['déc. 2026', ''],
      ['', '7'],
    ]);
  });
});

describe('the layout', () => {
  it('gives each lane the height of its rows', () => {
    const { lanes, height } = layoutOf(frise(1, 2, 0), 1000);
    expect(lanes.map((box) => box.height)).toEqual([62, 102, 62]);
    expect(height).toBe(SIZE.head + 62 + 102 + 62 + SIZE.edge);
  });

  it('puts the words above each lane where it is narrow', () => {
    const wide = layoutOf(frise(1), 1000);
    const narrow = layoutOf(frise(1), 320);
    expect([wide.left, narrow.left]).toEqual([SIZE.column, 0]);
    expect((narrow.lanes[0]?.height ?? 0) - (wide.lanes[0]?.height ?? 0)).toBe(SIZE.above);
  });

  it('cuts words short only where they fit neither in the bar nor beside it', () => {
    expect(labelFor('Aller-vers', 200, 0)).toEqual({ text: 'Aller-vers', beside: false });
    expect(labelFor('Aller-vers', 40, 200)).toEqual({ text: 'Aller-vers', beside: true });
    expect(labelFor('Aller-vers', 50, 60)).toEqual({ text: 'Aller…', beside: false });
    expect(labelFor('Aller-vers', 12, 20)).toEqual({ text: '', beside: false });
  });
});

describe('an arrow', () => {
  const { lanes } = layoutOf(frise(1, 1, 1), 1000);
  const [first, , last] = lanes as [NonNullable<(typeof lanes)[0]>, unknown, NonNullable<(typeof lanes)[0]>];

  it('has its count on the line under the lane it leaves, between its two days', () => {
    const { pill } = arrowPath(first, last, 300, 400);
    expect(pill.y).toBe(first.top + first.height);
    expect(pill.x).toBeGreaterThan(300);
    expect(pill.x).toBeLessThan(400);
  });

  it('goes up as well as down', () => {
    const { path, pill } = arrowPath(last, first, 300, 400);
    expect(pill.y).toBe(last.top);
    expect(path.startsWith(`M300 ${last.bars}`)).toBe(true);
  });

  it('ends in the air beside the points where nobody received the person', () => {
    expect(arrowPath(first, undefined, 300, 400)).toMatchObject({ pill: { x: 350, y: first.points } });
  });
});

describe('the words of the axis, whatever the range', () => {
  const DAY = 86_400_000;

  it('never overlap, on either level', () => {
    const start = fc.integer({ min: Date.UTC(1990, 0, 1) / DAY, max: Date.UTC(2040, 0, 1) / DAY });
    const length = fc.oneof(fc.integer({ min: 21, max: 400 }), fc.integer({ min: 400, max: 60_000 }));
    fc.assert(
      fc.property(start, length, fc.integer({ min: 240, max: 1600 }), (first, days, width) => {
        const window = { from: first * DAY, to: (first + days) * DAY };
        const ticks = axisOf(window, width, 'fr');
        const x = (at: number) => ((at - window.from) / (window.to - window.from)) * width;
        for (const level of ['above', 'below'] as const) {
          const words = ticks.flatMap(({ at, [level]: word }) => (word === undefined ? [] : [{ at: x(at), word }]));
          for (const [index, { at, word }] of words.entries()) {
            const next = words[index + 1];
            if (next !== undefined) expect(at + widthOf(word, level)).toBeLessThanOrEqual(next.at);
          }
        }
      }),
    );
  });

  it('stay readable on a training planned to 2099', () => {
    const ticks = axisOf(whole({ from: '2026-01-01', to: '2099-12-31' }), 700, 'fr');
    expect(ticks.map(({ above }) => above)).toEqual([
      '2030',
      '2035',
      '2040',
      '2045',
      '2050',
      '2055',
      '2060',
      '2065',
      '2070',
      '2075',
      '2080',
      '2085',
      '2090',
      '2095',
    ]);
  });
});
