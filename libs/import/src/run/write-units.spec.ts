import { describe, expect, it } from '@jest/globals';
import { randomId } from '@jalons/kernel';
import { anomalySentence } from '../decide/sentences.js';
import type { DecideContext } from '../decide/decide-context.js';
import type { Unit } from '../decide/unit.decider.js';
import type { UnitLoader } from './loaded-units.js';
import type { StagedUnit } from './staging.js';
import { UnitWriter } from './write-units.js';

const stagedAt = (...lines: readonly number[]): StagedUnit =>
  ({
    ...{ person: randomId(), alike: new Map(), beyond: [] },
    rows: lines.map((line) => ({ of: 'step', table: 0, line, record: 'pause' })),
  }) as unknown as StagedUnit;

/** A rehearsal over what such a loader finds. */
function writing(load: UnitLoader['load']) {
  const contextNow = () => ({ fateOf: () => 'quarantine' }) as unknown as DecideContext;
  return new UnitWriter({ loader: { load } as UnitLoader, records: null as never, contextNow, writing: null });
}

describe('people of an import', () => {
  it('whom nothing can be decided of stay outside, row by row and told so, and the others go on', async () => {
    const [wrong, erased] = [stagedAt(2, 3), stagedAt(4)];
    // Nothing of a unit is there: no decision can be made, whatever the rules.
    const found = [
      { staged: wrong, unit: {} as Unit, bound: new Map() },
      { staged: erased, erased: true },
    ] as const;
    const results = await writing(async () => found).write([wrong, erased]);
    const told = results.map(({ outcomes }) =>
      outcomes.map(({ origin: { line }, anomaly, disposition }) => `${line} ${anomaly} ${disposition}`),
    );
    expect(told).toEqual([
      ['2 row-not-understood quarantined', '3 row-not-understood quarantined'],
      ['4 person-erased quarantined'],
    ]);
    expect(results[0]!.standing).toEqual({ people: 0, parcours: 0, exits: 0, overlaps: 0 });
    const sentence = anomalySentence({ code: 'row-not-understood', disposition: 'quarantined' });
    expect(sentence).toMatch(/défaut de Jalons/);
  });

  it('who cannot be read stop the import: that is for whoever runs it', async () => {
    const failing = writing(() => Promise.reject(new RangeError('read past the end')));
    await expect(failing.write([stagedAt(2)])).rejects.toThrow('read past the end');
  });
});
