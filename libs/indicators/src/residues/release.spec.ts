import { describe, expect, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import type { EntryResidue, ExitResidue, Residue } from '@jalons/privacy';
import fc from 'fast-check';
import { CELL, cellOf, cellsOf, releaseOf } from './release.js';

type Waiting = Residue & { readonly id: string };

const quarter = fc.constantFrom('2026-01-01', '2026-04-01').map(civilDateOf);
const shared = {
  ...{ territory: fc.constantFrom(null, 'one'), quarter, knownQuarter: quarter },
  ...{ sex: fc.constantFrom(null, 'female', 'male'), bornDecade: fc.constantFrom(null, 1980, 1990) },
  qpvGroup: fc.constantFrom(null, 'grand-mirail', 'other'),
};
const entry: fc.Arbitrary<EntryResidue> = fc.record({ kind: fc.constant('entry'), ...shared });
const exit: fc.Arbitrary<ExitResidue> = fc.record({
  kind: fc.constant('exit'),
  ...shared,
  ...{ reason: fc.constantFrom(null, 'job'), contract: fc.constantFrom(null, 'permanent') },
  ...{ contractEnd: fc.constant(null), contractMonths: fc.constant(null), durationDays: fc.constantFrom(0, 81) },
});
const some = fc
  .array(fc.oneof(entry, exit), { maxLength: 120, size: 'max' })
  .map((residues) => residues.map((residue, index): Waiting => ({ ...residue, id: String(index) })));

describe('the release of residues', () => {
  it('puts nobody into the log in a cell of fewer than eleven, and loses nobody', () => {
    fc.assert(
      fc.property(some, (residues) => {
        const { ready, waiting } = releaseOf(residues, cellOf);
        for (const cell of cellsOf(ready, cellOf).values()) expect(cell.length).toBeGreaterThanOrEqual(CELL);
        const ids = [...ready, ...waiting].map(({ id }) => Number(id));
        expect(ids.toSorted((a, b) => a - b)).toEqual(residues.map((_, index) => index));
        for (const residue of waiting) {
          expect([residue.sex, residue.bornDecade, residue.qpvGroup]).toEqual([null, null, null]);
        }
      }),
    );
  });

  it('never changes what counts rest on', () => {
    const kept = (residue: Waiting) => {
      const { id, kind, territory, quarter, knownQuarter } = residue;
      const outcome = residue.kind === 'exit' ? [residue.reason, residue.durationDays] : [];
      return JSON.stringify([id, kind, territory, quarter, knownQuarter, ...outcome]);
    };
    fc.assert(
      fc.property(some, (residues) => {
        const { ready, waiting } = releaseOf(residues, cellOf);
        expect([...ready, ...waiting].map(kept).toSorted()).toEqual(residues.map(kept).toSorted());
      }),
    );
  });

  it('drops no more than it must: QPV, then age, then sex', () => {
    const alike = Array.from({ length: CELL }, (_, index): Waiting => ({
      ...{ id: String(index), kind: 'entry', territory: null, sex: 'female', bornDecade: 1980 },
      ...{ quarter: civilDateOf('2026-01-01'), knownQuarter: civilDateOf('2026-01-01'), qpvGroup: 'other' },
    }));
    expect(releaseOf(alike, cellOf).ready).toEqual(alike);
    const oneElsewhere = alike.map((each, index) => (index === 0 ? { ...each, qpvGroup: null } : each));
    expect(releaseOf(oneElsewhere, cellOf).ready[0]).toMatchObject({ qpvGroup: null, bornDecade: 1980, sex: 'female' });
    const oneOlder = alike.map((each, index) => (index === 0 ? { ...each, bornDecade: 1950 } : each));
    expect(releaseOf(oneOlder, cellOf).ready[0]).toMatchObject({ qpvGroup: null, bornDecade: null, sex: 'female' });
    expect(releaseOf(alike.slice(1), cellOf).ready).toEqual([]);
  });
});
