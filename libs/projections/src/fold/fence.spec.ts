import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Projection } from '../projection.js';
import { countersProjection } from '../../../../test/support/projections/counters.projection.js';
import { eventually, newCounter, ProjectionStage, WAIT_MS } from '../../../../test/support/projections/stage.js';

/** Hands the lease to somebody else, as a takeover after a long silence does. $1 holder */
const DEPOSE = `UPDATE engine.leases SET holder = $1, expires_at = clock_timestamp() + interval '1 hour'`;
const FREE = `UPDATE engine.leases SET expires_at = clock_timestamp()`;

describe('the fence of a projection', () => {
  let stage: ProjectionStage;
  beforeEach(async () => {
    stage = await ProjectionStage.open();
  });
  afterEach(() => stage.close());

  /** Holds each fold at its end, rows written and nothing committed, while `meanwhile` runs; once. */
  function holdingOnce(meanwhile: () => Promise<unknown>): Projection {
    const projection = countersProjection();
    let held = false;
    return {
      ...projection,
      apply: async (batch, sql) => {
        await projection.apply(batch, sql);
        if (held) return;
        held = true;
        await meanwhile();
      },
    };
  }

  it('lets a deposed worker write neither rows nor checkpoint, and the next one folds them once', async () => {
    const stream = newCounter();
    const position = await stage.append(stream, [1, 2]);
    const runner = await stage.start([holdingOnce(() => stage.admin.query(DEPOSE, ['somebody else']))]);
    await eventually(() => stage.notices.some(({ kind }) => kind === 'lost'));
    expect(await stage.totals()).toEqual({});
    expect(await runner.status()).toMatchObject([{ checkpoint: null, holder: 'somebody else' }]);
    expect(runner.held()).toEqual([]);
    await stage.admin.query(FREE);
    expect(await runner.waitFor(['counters'], position, WAIT_MS)).toBe(true);
    expect(await stage.totals()).toEqual({ [stream]: 3 });
  });

  it('refuses a batch whose rows somebody has already written, and goes on from where they stand', async () => {
    const stream = newCounter();
    const position = await stage.append(stream, [1, 2]);
    // Another worker that committed the same batch between our read and our write.
    const overtaken = async () => {
      await stage.admin.query(`UPDATE engine.projections SET checkpoint = $1`, [position]);
    };
    const runner = await stage.start([holdingOnce(overtaken)]);
    expect(await runner.waitFor(['counters'], position, WAIT_MS)).toBe(true);
    const next = await stage.append(stream, [4]);
    expect(await runner.waitFor(['counters'], next, WAIT_MS)).toBe(true);
    expect(await stage.totals()).toEqual({ [stream]: 4 });
  });

  it('moves no checkpoint over events that nobody handles once the lease is gone', async () => {
    const idle: Projection = { ...countersProjection(), handles: new Set(['SomethingElse']) };
    const runner = await stage.start([idle]);
    const first = await stage.append(newCounter(), [1]);
    expect(await runner.waitFor(['counters'], first, WAIT_MS)).toBe(true);
    await stage.admin.query(DEPOSE, ['somebody else']);
    await stage.append(newCounter(), [1]);
    await eventually(() => stage.notices.some(({ kind }) => kind === 'lost'));
    expect(await runner.status()).toMatchObject([{ checkpoint: first }]);
  });
});
