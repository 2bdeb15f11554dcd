import { describe, expect, it } from '@jest/globals';
import type { Ribbon } from '../../../api/contract.js';
import { rubanOf, WIDTH } from './ruban-of.js';

const TODAY = '2026-11-23';
const of = (spans: Ribbon['spans'], contacts: Ribbon['contacts'] = []) => rubanOf({ spans, contacts }, TODAY);
const bars = (spans: Ribbon['spans']) =>
  of(spans).bars.map(({ kind, x, width }) => [kind, Math.round(x), Math.round(width)]);

describe('the ribbon of a person’s year', () => {
  it('is full where support went on all year, and no longer', () => {
    expect(bars([{ kind: 'support', from: '2024-01-01' }])).toEqual([['support', 0, WIDTH]]);
    expect(bars([{ kind: 'support', from: '2024-01-01', to: '2025-01-01' }])).toEqual([]);
  });

  it('shows one thing at a time, the most particular, and days without a referent above all', () => {
    expect(
      bars([
        { kind: 'support', from: '2025-11-24' },
        { kind: 'training', from: '2026-03-16', to: '2026-07-10' },
        { kind: 'job', from: '2026-09-15' },
        { kind: 'gap', from: '2026-10-01', to: '2026-10-20' },
      ]),
    ).toEqual([
      ['support', 0, 80],
      ['training', 80, 83],
      ['support', 162, 48],
      ['job', 210, 11],
      ['gap', 222, 14],
      ['job', 235, 25],
    ]);
  });

  it('joins what follows on without a break', () => {
    expect(
      bars([
        { kind: 'support', from: '2025-11-24', to: '2026-03-01' },
        { kind: 'support', from: '2026-03-01' },
      ]),
    ).toHaveLength(1);
  });

  it('keeps the contacts of the year, with how they went', () => {
    const { contacts } = of(
      [],
      [
        { on: '2025-11-23', outcome: 'reached' },
        { on: '2025-11-24', outcome: 'missed' },
        { on: TODAY, outcome: 'attempted' },
      ],
    );
    expect(contacts.map(({ outcome, x }) => [outcome, Math.round(x)])).toEqual([
      ['missed', 0],
      ['attempted', 259],
    ]);
  });

  it('counts the days of each kind for those who do not see it', () => {
    expect(
      of([
        { kind: 'support', from: '2026-11-01' },
        { kind: 'gap', from: '2026-11-21' },
      ]).days,
    ).toEqual([
      { kind: 'support', days: 20 },
      { kind: 'gap', days: 3 },
    ]);
  });
});
