import { describe, expect, it } from '@jest/globals';
import type { OutreachEvent } from '@jalons/beneficiaries';
import type { LifeEvent } from '@jalons/event-log';
import { recorded, testId, type Past } from '../../../../../test/support/given.js';
import { encountersOf } from './survey.js';

const met: Past<OutreachEvent> = {
  ...{ type: 'OutreachEncounterRecorded', on: '2026-01-10', eventId: testId(1) },
  data: { channel: 'street', needs: [], count: 1 },
};
const linked = (person: number, on: string, eventId: number): Past<OutreachEvent> => ({
  ...{ type: 'OutreachLinkedToBeneficiary', on, eventId: testId(eventId), data: { beneficiaryId: testId(person) } },
});
const voided = (eventId: number, on: string): Past<OutreachEvent> => ({
  ...{ type: 'EntryVoided', on, data: { eventId: testId(eventId), why: 'erreur' } },
});
const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
const told = (...past: readonly Past<OutreachEvent>[]) =>
  encountersOf(recorded(past) as unknown as readonly LifeEvent<OutreachEvent>[]).map(
    ({ person, fact, from, until }) => ({
      ...{ person, on: fact.on, from, until },
    }),
  );

describe('an encounter of before a person was known', () => {
  it('is hers from the link on, until one of them is voided', () => {
    const her = { person: testId(7), on: '2026-01-10' };
    expect(told(met)).toEqual([]);
    expect(told(met, linked(7, '2026-02-01', 2))).toEqual([{ ...her, from: noon('2026-02-01'), until: null }]);
    expect(told(met, linked(7, '2026-02-01', 2), voided(2, '2026-03-01'))).toEqual([
      { ...her, from: noon('2026-02-01'), until: noon('2026-03-01') },
    ]);
  });

  it('goes over to another where the link was a mistake', () => {
    expect(told(met, linked(7, '2026-02-01', 2), voided(2, '2026-03-01'), linked(8, '2026-03-05', 3))).toEqual([
      { person: testId(7), on: '2026-01-10', from: noon('2026-02-01'), until: noon('2026-03-01') },
      { person: testId(8), on: '2026-01-10', from: noon('2026-03-05'), until: null },
    ]);
  });
});
