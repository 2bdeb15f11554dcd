import { describe, expect, it } from '@jest/globals';
import { ApiProblem, NoAnswer } from '../api/problem.js';
import { afterFailure } from './delivery.js';

const after = (error: unknown, attempt = 0) =>
  afterFailure(error, attempt, { channel: '/channel' }, 'reconnectez-vous');

describe('a step that did not go through', () => {
  it('is tried again by itself when nothing came back, less and less often', () => {
    const delays = [0, 1, 2, 3, 4, 9].map((attempt) => {
      const delivery = after(new NoAnswer('rien'), attempt);
      return delivery.state === 'waiting' ? delivery.delay : undefined;
    });
    expect(delays).toEqual([2, 4, 8, 15, 30, 30]);
  });

  it('leaves a busy server the time that it asks for', () => {
    expect(after(new ApiProblem(503, 'stream-busy', 'Occupé.', [], 12))).toEqual({
      state: 'waiting',
      attempt: 1,
      delay: 12,
    });
  });

  it('is refused with each reason at its field', () => {
    const items = [
      { pointer: '/channel', code: 'unknown', message: 'Ce moyen n’existe pas.' },
      { code: 'closed', message: 'Le parcours est clos.' },
    ];
    expect(after(new ApiProblem(422, 'invalid-input', 'Saisie à corriger.', items))).toEqual({
      state: 'refused',
      message: 'Saisie à corriger.',
      fields: { channel: 'Ce moyen n’existe pas.' },
      rest: ['Le parcours est clos.'],
    });
  });

  it('says that an earlier try was stored, rather than storing the step twice', () => {
    expect(after(new ApiProblem(422, 'idempotency-key-reused', '…'))).toEqual({ state: 'taken' });
  });

  it('asks to sign in again when the session is over', () => {
    expect(after(new ApiProblem(401, 'sign-in-needed', '…'))).toMatchObject({
      signIn: true,
      message: 'reconnectez-vous',
    });
  });

  it('does not hide a fault of the page', () => {
    expect(() => after(new TypeError('bug'))).toThrow(TypeError);
  });
});
