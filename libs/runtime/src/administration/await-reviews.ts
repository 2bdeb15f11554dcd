import { createPool } from '@jalons/database';
import { RISK_PROJECTION, stillDue } from '@jalons/dropout-risk';
import { systemClock } from '@jalons/http';
import { pause } from '@jalons/kernel';
import { CheckpointProgress } from '@jalons/projections';
import type { Configuration } from '../configuration/configuration.js';
import { urlOf } from '../engine/storage.js';
import { reach } from './reach.js';
import { untilDone } from './until-done.js';

const LOOK_MS = 200;
/** Waiting is bounded by its own time. */
const untouched = new AbortController().signal;

/**
 * Waits until the worker, wherever it runs, has reviewed everything that is due and nothing follows from it any more.
 * @returns false where it has not within `timeoutMs`
 */
export function awaitReviews(configuration: Configuration, timeoutMs: number): Promise<boolean> {
  return untilDone(async (closers) => {
    const { storage } = await reach(configuration, () => {}, closers);
    const url = urlOf(storage.urls, 'worker');
    const pool = createPool(url, { name: 'jalons-await-reviews', max: 1 });
    closers.add(() => pool.end());
    const log = storage.openLog('worker');
    closers.add(() => log.close());
    const progress = CheckpointProgress.open({ url });
    closers.add(() => progress.close());
    const until = systemClock.now() + timeoutMs;
    while (systemClock.now() < until) {
      const head = await log.head();
      if (head === null) return true;
      const folded = await progress.waitFor([RISK_PROJECTION], head.position, until - systemClock.now());
      // What a review appends asks for another one: at rest where nothing is due and nothing came meanwhile.
      if (folded && (await stillDue(pool, systemClock.now())) === 0 && (await log.head())?.position === head.position)
        return true;
      await pause(LOOK_MS, untouched);
    }
    return false;
  });
}
