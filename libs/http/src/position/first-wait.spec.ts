import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { FirstWait } from './first-wait.js';
import { POSITION_HEADER, REACHED_HEADER } from './position-wait.js';

const at = (n: number) => String(n).padStart(19, '0');

/** Projections that are as far as a spec says, and how long each request waited for them. */
class Fold {
  shown = 0;
  readonly waits: number[] = [];
  hasReached(_names: readonly string[], position: string): boolean {
    return position <= at(this.shown);
  }
  waitFor(names: readonly string[], position: string, ms: number): Promise<boolean> {
    this.waits.push(ms);
    return Promise.resolve(this.hasReached(names, position));
  }
}

function requestFor(position: string) {
  const told: Record<string, string> = {};
  const request = { headers: { [POSITION_HEADER]: position } };
  const reply = {
    getHeader: (name: string) => told[name],
    header: (name: string, value: string) => (told[name] = value),
  };
  const http = { getRequest: () => request, getResponse: () => reply };
  return { context: { switchToHttp: () => http } as unknown as ExecutionContext, told };
}

describe('the wait before everything', () => {
  it('is short once it was in vain, until what was missed is there', async () => {
    const fold = new Fold();
    const wait = new FirstWait(['mandates'], fold);
    const settle = async (n: number) => {
      const { context, told } = requestFor(at(n));
      return [await wait.settle(context), told[REACHED_HEADER]];
    };
    // In vain, yet something may have come in meanwhile: it is looked at again.
    expect(await settle(5)).toEqual([true, 'false']);
    expect(await settle(5)).toEqual([false, 'false']);
    expect(await settle(7)).toEqual([false, 'false']);
    fold.shown = 5;
    expect(await settle(7)).toEqual([true, 'false']);
    expect(await settle(7)).toEqual([false, 'false']);
    fold.shown = 7;
    expect(await settle(7)).toEqual([true, 'true']);
    expect(await settle(8)).toEqual([true, 'false']);
    expect(fold.waits).toEqual([2_000, 500, 500, 2_000, 500, 2_000, 2_000]);
  });

  it('is as long as ever for what comes before a position that the log does not hold', async () => {
    const fold = new Fold();
    const wait = new FirstWait(['mandates'], fold);
    await wait.settle(requestFor('9'.repeat(19)).context);
    expect(await wait.settle(requestFor(at(3)).context)).toBe(true);
    expect(fold.waits).toEqual([2_000, 2_000]);
  });
});
