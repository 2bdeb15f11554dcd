import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@jalons/kernel';
import { UnrecoverableError } from 'bullmq';
import { attempt } from './attempt.js';

const job = { id: 'probe|e1', data: { n: 1 }, attemptsMade: 2 };

async function told(thrown: unknown): Promise<Error> {
  return attempt(async () => {
    throw thrown;
  }, job).then(
    () => {
      throw new Error('the attempt passed');
    },
    (error: Error) => error,
  );
}

describe('one try of a job', () => {
  it('is told its id, its payload and its number, from 1', async () => {
    await attempt(async (run) => expect(run).toEqual({ id: 'probe|e1', payload: { n: 1 }, attempt: 3 }), job);
  });

  it.each([
    ['the code of a failure', Object.assign(new Error('Awa Diallo'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    ['the class of a failure without code', new TypeError('Awa Diallo is undefined'), 'TypeError'],
    [
      'neither where both could hold a value',
      Object.assign(new Error(''), { code: 'Awa Diallo', name: 'é' }),
      'unknown',
    ],
    ['nothing of what is no error', 'Awa Diallo', 'unknown'],
  ])('leaves in the queue %s', async (_, thrown, reason) => {
    const error = await told(thrown);
    expect(error.message).toBe(reason);
    expect(error.stack).toBeUndefined();
    expect(error.cause).toBe(thrown);
    expect(error).not.toBeInstanceOf(UnrecoverableError);
  });

  it.each([
    ['invalid', true],
    ['not-found', true],
    ['forbidden', true],
    ['unprocessable', true],
    ['gone', true],
    ['conflict', false],
    ['unavailable', false],
  ] as const)('that the domain refuses as %s: for good? %s', async (kind, final) => {
    const error = await told(new DomainError(kind, 'some-refusal', 'Non.'));
    expect(error instanceof UnrecoverableError).toBe(final);
    expect(error.message).toBe('some-refusal');
  });
});
