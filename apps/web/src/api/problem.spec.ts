import { describe, expect, it } from '@jest/globals';
import { byField, problemOf } from './problem.js';

describe('reading a problem document', () => {
  it('keeps the sentence, the code and the items', () => {
    const problem = problemOf(
      422,
      {
        detail: 'Saisie à corriger.',
        code: 'invalid-input',
        errors: [{ pointer: '/channel', code: 'x', message: 'Choisissez.' }],
      },
      'Refusé.',
    );
    expect([problem.status, problem.code, problem.message]).toEqual([422, 'invalid-input', 'Saisie à corriger.']);
    expect(problem.items).toEqual([{ pointer: '/channel', code: 'x', message: 'Choisissez.' }]);
  });

  it('falls back on its own sentence where the answer is no document', () => {
    const problem = problemOf(502, '<html>', 'Le serveur ne répond pas.');
    expect([problem.message, problem.code, problem.items]).toEqual(['Le serveur ne répond pas.', 'http-502', []]);
  });
});

describe('sharing the items among the fields', () => {
  const pointers = { reason: '/reason', contract: '/contract', contractKind: '/contract/kind' };

  it('gives each to the nearest field above its pointer', () => {
    const { fields, rest } = byField(
      [
        { pointer: '/contract/kind', code: 'a', message: 'Nature inconnue.' },
        { pointer: '/contract/endsOn', code: 'b', message: 'Fin avant début.' },
        { pointer: 'reason', code: 'c', message: 'Motif absent.' },
        { pointer: '/reasonable', code: 'd', message: 'Ailleurs.' },
        { code: 'e', message: 'Le parcours est clos.' },
      ],
      pointers,
    );
    expect(fields).toEqual({ contractKind: 'Nature inconnue.', contract: 'Fin avant début.', reason: 'Motif absent.' });
    expect(rest).toEqual(['Ailleurs.', 'Le parcours est clos.']);
  });

  it('joins two sentences on one field', () => {
    const items = [
      { pointer: '/reason', code: 'a', message: 'Un.' },
      { pointer: '/reason', code: 'b', message: 'Deux.' },
    ];
    expect(byField(items, pointers).fields).toEqual({ reason: 'Un. Deux.' });
  });
});
