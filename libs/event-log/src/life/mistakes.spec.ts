import { describe, expect, it } from '@jest/globals';
import { civilDateOf, DomainError, type Uuid } from '@jalons/kernel';
import type { Decided, DomainEvent } from '../codec/event.js';
import type { EntryVoided } from './entry-voided.js';
import { withPending, type LifeEvent } from './life-event.js';
import { correctEntry, voidEntry } from './mistakes.js';
import { lifeOf, type LifeRules } from './order-of-life.js';
import { referenceViolations, type ReferencesOf } from './references.js';
import { gainedViolations, judge, type Violation } from './violations.js';

type Toy = DomainEvent<'Asked', object> | DomainEvent<'Answered', { question: Uuid }> | EntryVoided;

const RULES: LifeRules<Toy> = {
  openings: new Set(),
  exits: new Set(),
  byPosition: new Set(),
  reopens: () => undefined,
};
const referencesOf: ReferencesOf<Toy> = (event) =>
  event.type === 'Answered' ? [{ field: '/question', eventId: event.data.question, types: ['Asked'] }] : [];
const violationsOf = (events: readonly LifeEvent<Toy>[]) => referenceViolations(lifeOf(events, RULES), referencesOf);

const CONTEXT = { now: Date.parse('2026-12-31T22:30:00Z'), zone: 'Europe/Paris' };
const on = civilDateOf;

function event(revision: number, type: 'Asked' | 'Answered', day: string, question = 'e0'): LifeEvent<Toy> {
  const data = type === 'Answered' ? { question } : {};
  return {
    type,
    data,
    eventId: `e${revision}`,
    revision,
    recordedAt: revision,
    occurredOn: on(day),
  } as LifeEvent<Toy>;
}

const asked = event(0, 'Asked', '2026-05-04');
const answered = event(1, 'Answered', '2026-05-06');
const mistake = { eventId: 'e0', why: 'erreur de personne' };

function refusal(action: () => unknown): DomainError {
  try {
    action();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('accepted');
}

function voided(events: readonly LifeEvent<Toy>[], eventId: Uuid): readonly LifeEvent<Toy>[] {
  const decided = voidEntry(events, lifeOf(events, RULES), referencesOf, { eventId, why: 'x' }, CONTEXT);
  return withPending<Toy>(events, [{ ...decided, eventId: `e${events.length}` }], { now: CONTEXT.now });
}

describe('a plain void', () => {
  it('is dated the day of recording in the territory’s zone', () => {
    expect(voidEntry([asked], lifeOf([asked], RULES), referencesOf, mistake, CONTEXT)).toEqual({
      type: 'EntryVoided',
      data: mistake,
      occurredOn: '2026-12-31',
    });
  });

  it('is refused with the list of the entries that depend on it', () => {
    const error = refusal(() => voided([asked, answered], 'e0'));
    expect(error.code).toBe('entry-has-dependants');
    expect(error.problems).toEqual([{ code: 'Answered', field: '/dependants/e1', message: 'Saisie du 06/05/2026' }]);
  });

  it('is taken once the dependants are gone, and may be voided in turn', () => {
    const withoutAnswer = voided([asked, answered], 'e1');
    const withoutBoth = voided(withoutAnswer, 'e0');
    expect(lifeOf(withoutBoth, RULES).inForce).toEqual([]);
    const askedAgain = voided(withoutBoth, 'e3');
    expect(lifeOf(askedAgain, RULES).inForce).toEqual([asked]);
  });

  it('of an entry unknown or voided already is refused', () => {
    expect(refusal(() => voided([asked], 'e9')).code).toBe('entry-unknown');
    expect(refusal(() => voided(voided([asked], 'e0'), 'e0')).code).toBe('entry-already-voided');
  });
});

describe('a correction', () => {
  const replacement: Decided<Toy> = { type: 'Asked', data: {}, occurredOn: on('2026-05-05') };
  const correct = (events: readonly LifeEvent<Toy>[], eventId: Uuid, by: Decided<Toy>) =>
    withPending<Toy>(events, correctEntry(events, { eventId, why: 'x' }, by, CONTEXT), { now: CONTEXT.now });

  it('is a void and a replacement, to which the dependants pass', () => {
    const after = correct([asked, answered], 'e0', replacement);
    const life = lifeOf(after, RULES);
    expect(violationsOf(after)).toEqual([]);
    expect(life.entryOf('e0')).toMatchObject({ type: 'Asked', occurredOn: '2026-05-05', corrects: 'e0' });
  });

  it('is judged on the result', () => {
    const after = correct([asked, answered], 'e0', { ...replacement, occurredOn: on('2026-05-07') });
    const error = refusal(() => judge([asked, answered], after, violationsOf));
    expect(error.code).toBe('before-what-it-follows');
    expect(error.problems).toHaveLength(1);
  });

  it('given back beside its replacement counts as doubled', () => {
    const after = correct([asked], 'e0', replacement);
    const restored = voided(after, after[1]!.eventId);
    expect(violationsOf(restored).map(({ code }) => code)).toEqual(['entry-doubled']);
  });

  it('of a void is refused', () => {
    const error = refusal(() => correct(voided([asked], 'e0'), 'e1', replacement));
    expect(error.code).toBe('void-not-correctable');
  });
});

describe('judging', () => {
  const breach = (code: string, ...entries: string[]): Violation => ({ code, message: code, entries });

  it('asks only about violations gained, by code and first entries', () => {
    const before = [breach('a', 'e0'), breach('b', 'e1')];
    expect(gainedViolations(before, [breach('a', 'e0')])).toEqual([]);
    expect(gainedViolations(before, [breach('a', 'e1'), breach('b', 'e1')])).toEqual([breach('a', 'e1')]);
  });

  it('names the missing and the wrong reference', () => {
    expect(violationsOf([answered]).map(({ code }) => code)).toEqual(['missing-reference']);
    expect(violationsOf([asked, answered, event(2, 'Answered', '2026-05-07', 'e1')]).map(({ code }) => code)).toEqual([
      'wrong-reference',
    ]);
  });

  it('refuses with one code where the violations differ, and lists them all', () => {
    const after = [asked, event(1, 'Answered', '2026-05-01'), event(2, 'Answered', '2026-05-07', 'e8')];
    const error = refusal(() => judge<Toy>([], after, violationsOf));
    expect(error.code).toBe('contradicts-history');
    expect(error.problems.map(({ code, field }) => [code, field])).toEqual([
      ['before-what-it-follows', '/occurredOn'],
      ['missing-reference', '/question'],
    ]);
  });
});
