import { describe, expect, it } from '@jest/globals';
import { recorded, testId, type Past } from '../../../../test/support/given.js';
import type { BeneficiaryEvent } from './beneficiary.events.js';
import { personStateOf, sharingStopped } from './person.state.js';

const ON = '2026-03-01';
const past = (type: string, data: object, id?: number, on = ON) =>
  ({ type, data, on, ...(id !== undefined && { eventId: testId(id) }) }) as unknown as Past<BeneficiaryEvent>;
const registered = past('BeneficiaryRegistered', { sex: 'unknown', contacts: {} }, 1);
const stateOf = (...history: Past<BeneficiaryEvent>[]) => personStateOf(recorded([registered, ...history]));
const voided = (id: number) => past('EntryVoided', { eventId: testId(id), why: 'x' });

describe('what stands of a person', () => {
  it('is nothing at first', () => {
    expect(stateOf()).toEqual({
      ...{ criteria: [], notices: [], objections: [], restrictions: [], suspicions: [], merge: null },
    });
  });

  it('keeps the last answer to each criterion, in order of life', () => {
    const rsa = (answer: string, on: string) =>
      past('CriterionDeclared', { criterion: 'rsa', answer, on }, undefined, on);
    const { criteria } = stateOf(rsa('no', '2026-03-09'), rsa('yes', '2026-03-02'));
    expect(criteria).toMatchObject([{ criterion: 'rsa', answer: 'no', on: '2026-03-09', proof: null }]);
  });

  it('forgets an objection that was withdrawn and a restriction that was lifted, and stops sharing until then', () => {
    const history = [
      past('ObjectionRecorded', { purpose: 'sharing' }, 10),
      past('ObjectionRecorded', { purpose: 'contact' }, 11),
      past('ProcessingRestricted', { reason: 'exactitude contestée' }, 12),
    ];
    const before = stateOf(...history);
    expect([before.objections.length, before.restrictions.length, sharingStopped(before)]).toEqual([2, 1, true]);
    const after = stateOf(
      ...history,
      past('ObjectionWithdrawn', { objection: testId(10) }),
      past('RestrictionLifted', { restriction: testId(12) }),
    );
    expect(after.objections).toMatchObject([{ id: testId(11), purpose: 'contact' }]);
    expect([after.restrictions, sharingStopped(after)]).toEqual([[], false]);
    expect(sharingStopped(stateOf(...history, voided(10), voided(12)))).toBe(false);
    expect(sharingStopped(stateOf(past('ObjectionRecorded', { purpose: 'all' })))).toBe(true);
  });

  it('knows the merge in force alone', () => {
    const merged = past('BeneficiaryMerged', { into: testId(5) }, 20);
    expect(stateOf(merged).merge).toEqual({ id: testId(20), into: testId(5) });
    expect(stateOf(merged, past('MergeReversed', { merge: testId(20) }, 21)).merge).toBeNull();
    expect(stateOf(merged, voided(20)).merge).toBeNull();
    expect(stateOf(merged, past('MergeReversed', { merge: testId(20) }, 21), voided(21)).merge).not.toBeNull();
  });

  it('forgets a suspicion that was voided', () => {
    const suspected = past('DuplicateSuspected', { other: testId(5), because: 'operator' }, 30);
    expect(stateOf(suspected).suspicions).toMatchObject([{ id: testId(30), other: testId(5) }]);
    expect(stateOf(suspected, voided(30)).suspicions).toEqual([]);
  });
});
