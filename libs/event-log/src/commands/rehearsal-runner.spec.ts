import { describe, expect, it } from '@jest/globals';
import { civilDateOf, DomainError } from '@jalons/kernel';
import type { DomainEvent } from '../codec/event.js';
import { eventIdOf } from './command-ids.js';
import type { CommandRequest } from './command-runner.js';
import type { Decider } from './decider.js';
import { RehearsalRunner } from './rehearsal-runner.js';

type Raised = DomainEvent<'FlagRaised', { readonly height: number }>;

/** A flag goes higher each time; its state is its height. */
const flag: Decider<number, Raised, number> = {
  category: 'flag',
  initial: () => 0,
  evolve: (_height, { data }) => data.height,
  decide(height, before) {
    if (height <= before) throw new DomainError('conflict', 'not-higher', 'Plus haut.');
    return [{ type: 'FlagRaised', data: { height }, occurredOn: civilDateOf('2026-11-24') }];
  },
};

const SECRET = Buffer.alloc(32, 1);
const context = { commandId: 'c', commandHash: 'h', actor: 'a', correlationId: 'r' };
const raise = (height: number, stream: `flag-${string}` = 'flag-1'): CommandRequest<number, Raised, number> => ({
  ...{ decider: flag, stream, command: height, keyId: 'k' },
  ...{ context: { ...context, commandId: `c${height}` }, decision: { now: 0, zone: 'Europe/Paris' } },
});

describe('RehearsalRunner', () => {
  it('decides each command on what the earlier ones of its stream would have left', async () => {
    const rehearsal = new RehearsalRunner(SECRET);
    expect(await rehearsal.run(raise(2))).toMatchObject({ revision: 0, repeated: false });
    expect(await rehearsal.run(raise(3))).toMatchObject({ revision: 1 });
    expect(await rehearsal.run(raise(1, 'flag-2'))).toMatchObject({ revision: 0 });
    await expect(rehearsal.run(raise(3))).rejects.toMatchObject({ code: 'not-higher' });
  });

  it('names events as the log will', async () => {
    const { eventIds } = await new RehearsalRunner(SECRET).run(raise(2));
    expect(eventIds).toEqual([eventIdOf(SECRET, 'flag-1', 'c2', 0)]);
  });
});
