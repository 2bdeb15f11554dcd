import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../../../api/contract.js';
import { storyOf } from '../story/story.js';
import { correctionOf } from './correction.js';
import { questionsOf, unanswered, type FormContext, type Values } from './step-form.js';

const entry = (type: string, data: Entry['data'], more: Partial<Entry> = {}): Entry => ({
  ...{ eventId: 'e', type, occurredOn: '2026-11-10', recordedOn: '2026-11-10', structure: null, time: null },
  ...{ actor: null, data, hidden: [], voided: false, corrects: null },
  ...more,
});
const CONTRACT = { code: 'fixed-term', label: 'CDD', status: 'sourced', extra: { open_ended: 'no' } } as const;
const context = (others: readonly Entry[] = []): FormContext => ({
  ...{ today: '2026-11-23', openedOn: '2026-01-05', person: 'Amina B.', on: 'e' },
  story: storyOf(others),
  standing: { structures: ['ml'], referent: 'ml' },
  glossary: { label: () => undefined, name: () => undefined, today: '2026-11-23' },
  ...{ structures: [], colleagues: [], entries: [] },
  codes: (list) => (list === 'contracts' ? [CONTRACT] : []),
});
const correct = (mistake: Entry, typed: Values, at = context()) => {
  const form = correctionOf(mistake)!;
  const values = Object.entries(typed).reduce<Values>((before, [name, value]) => {
    const next = { ...before, [name]: value };
    return form.filled?.(name, next, at) ?? next;
  }, form.blank(at));
  const fields = questionsOf(form, values, at);
  return { body: form.request(values, at).body, missing: unanswered(fields, values), at: form.pointers!(fields) };
};

describe('an entry said anew', () => {
  it('starts from what was logged, and asks why', () => {
    const contact = entry('ContactAttempted', { channel: 'phone', reached: 'nobody', note: 'Rappeler.' });
    expect(correct(contact, {}).missing).toEqual(['why']);
    expect(correct(contact, { why: 'erreur de date', occurredOn: '2026-11-09' }).body).toEqual({
      ...{ eventId: 'e', why: 'erreur de date', type: 'ContactAttempted' },
      replacement: { channel: 'phone', reached: 'nobody', note: 'Rappeler.', occurredOn: '2026-11-09' },
    });
  });

  it('reads labels, numbers, what nobody knew and what the forms never ask', () => {
    const job = entry('JobStarted', {
      ...{ contract: 'fixed-term', weeklyHours: 28.5, signedOn: 'unknown', expectedEnd: '2027-01-31' },
      ...{ employer: { label: 'Crèche' }, rome: 'K1303' },
    });
    expect(correct(job, { why: 'x' }).body).toMatchObject({
      replacement: {
        ...{ contract: 'fixed-term', weeklyHours: 28.5, signedOn: 'unknown', expectedEnd: '2027-01-31' },
        ...{ employer: { label: 'Crèche' }, rome: 'K1303' },
      },
    });
  });

  it('may say that something else had happened', () => {
    const planned = entry('AppointmentScheduled', { at: { on: '2026-11-10' } }, { eventId: 'p' });
    const missed = entry('AppointmentMissed', { appointment: 'p' }, { time: '09:30' });
    expect(correct(missed, { issue: 'honoured', why: 'x' }, context([planned])).body).toMatchObject({
      type: 'AppointmentHonoured',
      replacement: { appointment: 'p', time: '09:30' },
    });
  });

  it('names the orientation that it answers, which a route has in its path', () => {
    const proposed = entry('OrientationProposed', { toStructure: 'ml' }, { eventId: 'o' });
    const accepted = entry('OrientationAccepted', { orientation: 'o' });
    expect(correct(accepted, { why: 'x' }, context([proposed])).body).toMatchObject({
      replacement: { orientation: 'o', occurredOn: '2026-11-10' },
    });
  });

  it('keeps the service of an orientation, and for whom it is answered, while it goes to the same structure', () => {
    const proposed = entry('OrientationProposed', {
      ...{ toStructure: 'plie', service: 's', onBehalfOf: { label: 'Association sans compte' }, need: 'mobility' },
      ...{ scheme: 'plie', commonLaw: true, personAgreed: true, transfersReferent: false, sheet: { summary: 'x' } },
    });
    const replacement = (typed: Values) => correct(proposed, { why: 'x', ...typed }).body;
    expect(replacement({ need: 'housing' })).toMatchObject({
      replacement: { need: 'housing', service: 's', onBehalfOf: { label: 'Association sans compte' } },
    });
    const elsewhere = replacement({ toStructure: 'ccas' });
    expect(elsewhere).toMatchObject({ replacement: { toStructure: 'ccas' } });
    expect(elsewhere).not.toHaveProperty('replacement.service');
    expect(elsewhere).not.toHaveProperty('replacement.onBehalfOf');
  });

  it('has its errors where the answers stand', () => {
    expect(correct(entry('PauseDeclared', { reason: 'family', until: '2026-12-01' }), {}).at).toMatchObject({
      ...{ until: '/replacement/until', occurredOn: '/replacement/occurredOn', why: '/why' },
    });
  });

  it('is not offered of an entry that is voided already', () => {
    expect(correctionOf(entry('ContactAttempted', {}, { voided: true }))).toBeUndefined();
  });
});
