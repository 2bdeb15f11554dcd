import { describe, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { given, testId } from '../../../../test/support/given.js';
import {
  ASSIGNMENT,
  decider,
  open,
  OPENED,
  OPENING,
  openThen,
  past,
  REFERENT,
  STRUCTURE,
} from '../../../../test/support/parcours.js';
import type { ParcoursCommand } from '../parcours.commands.js';

const day = civilDateOf;
const opening: Extract<ParcoursCommand, { type: 'OpenParcours' }> = {
  type: 'OpenParcours',
  occurredOn: day('2026-01-05'),
  data: OPENED,
};
const situation = {
  situation: 'unemployed',
  benefits: ['rsa'],
  education: '3',
  household: 'alone',
} as const;

describe('opening a parcours', () => {
  it('records the opening, and with it the referent and the situation at entry where they are known', () => {
    given(decider, [])
      .when(opening)
      .then([{ type: 'ParcoursOpened', data: OPENED, on: '2026-01-05' }]);
    given(decider, [])
      .when({ ...opening, referent: REFERENT, entrySituation: situation })
      .then([
        { type: 'ParcoursOpened', data: OPENED, on: '2026-01-05' },
        { type: 'ReferentAssigned', data: { professional: REFERENT, structure: STRUCTURE }, on: '2026-01-05' },
        { type: 'EntrySituationRecorded', data: situation, on: '2026-01-05' },
      ]);
  });

  it('is done once in a stream, even after its opening was voided', () => {
    given(decider, open).when(opening).thenRefused('parcours-already-opened');
    const voided = [open[0]!, past('EntryVoided', '2026-01-06', { eventId: OPENING, why: 'doublon' })];
    given(decider, voided).when(opening).thenRefused('parcours-already-opened');
  });

  it('refuses a day to come, an unknown channel, a district of another list and a NIR', () => {
    given(decider, []).when(opening, { today: '2026-01-04' }).thenRefused('in-the-future');
    given(decider, [])
      .when({ ...opening, data: { ...OPENED, entryChannel: 'x' } })
      .thenRefused('unknown-code');
    given(decider, [])
      .when({ ...opening, data: { ...OPENED, eligibility: { ...OPENED.eligibility, qpv: '2015-qp031007' } } })
      .thenRefused('code-out-of-date');
    given(decider, [])
      .when({ ...opening, data: { ...OPENED, note: 'NIR 2 84 05 31 555 123' } })
      .thenRefused('nir-forbidden');
  });

  it('counts the day of recording in the territory’s zone: the year has begun in La Réunion', () => {
    const lastEvening = { ...opening, occurredOn: day('2027-01-01') };
    const context = { today: '2026-12-31' };
    given(decider, [])
      .when(lastEvening, { ...context, zone: 'Pacific/Kiritimati' })
      .then([{ type: 'ParcoursOpened', data: OPENED, on: '2027-01-01' }]);
    given(decider, [])
      .when(lastEvening, { ...context, zone: 'Europe/Paris' })
      .thenRefused('in-the-future');
  });
});

describe('no step before the opening', () => {
  const contact = { channel: 'phone', reached: 'person' } as const;
  const attempt = (on: string, priorHistory?: true) =>
    ({
      type: 'AttemptContact',
      occurredOn: day(on),
      data: { ...contact, ...(priorHistory && { priorHistory }) },
    }) as const;

  it('nor in a stream that nobody opened', () => {
    given(decider, []).when(attempt('2026-02-01')).thenRefused('parcours-unknown');
    given(decider, [open[0]!, past('EntryVoided', '2026-01-06', { eventId: OPENING, why: 'doublon' })])
      .when(attempt('2026-02-01'))
      .thenRefused('parcours-not-open');
  });

  it('unless it is said to be prior history; the day of the opening is no earlier day', () => {
    openThen().when(attempt('2026-01-04')).thenRefused('before-opening');
    openThen()
      .when(attempt('2026-01-04', true))
      .then([{ type: 'ContactAttempted', data: { ...contact, priorHistory: true }, on: '2026-01-04' }]);
    openThen()
      .when(attempt('2026-01-05'))
      .then([{ type: 'ContactAttempted', data: contact, on: '2026-01-05' }]);
  });

  it('and an opening is not moved after what it already holds', () => {
    given(decider, [open[0]!, past('ContactAttempted', '2026-01-20', contact)])
      .when({
        type: 'CorrectEntry',
        eventId: OPENING,
        why: 'date fausse',
        replacement: { type: 'ParcoursOpened', occurredOn: day('2026-02-01'), data: OPENED },
      })
      .thenRefused('before-opening');
  });
});

describe('the situation at entry', () => {
  const record = (data: Partial<typeof situation> & { since?: never } = {}) =>
    ({ type: 'RecordEntrySituation', occurredOn: day('2026-01-20'), data: { ...situation, ...data } }) as const;

  it('is recorded once, then corrected', () => {
    openThen()
      .when(record())
      .then([{ type: 'EntrySituationRecorded', data: situation, on: '2026-01-20' }]);
    const recorded = past('EntrySituationRecorded', '2026-01-10', situation, testId(110));
    openThen(recorded).when(record()).thenRefused('entry-situation-twice');
    openThen(recorded)
      .when({
        type: 'CorrectEntry',
        eventId: testId(110),
        why: 'erreur',
        replacement: { type: 'EntrySituationRecorded', occurredOn: day('2026-01-10'), data: situation },
      })
      .then([
        { type: 'EntryVoided', data: { eventId: testId(110), why: 'erreur' } },
        { type: 'EntrySituationRecorded', data: situation, on: '2026-01-10' },
      ]);
  });

  it('takes codes of its lists, and an unknown said as such', () => {
    openThen()
      .when({ type: 'RecordEntrySituation', occurredOn: day('2026-01-20'), data: { ...situation, education: '9' } })
      .thenRefused('unknown-code');
    openThen()
      .when({
        type: 'RecordEntrySituation',
        occurredOn: day('2026-01-20'),
        data: { ...situation, benefits: ['rsa', 'rsa'] },
      })
      .thenRefused('repeated-code');
    const unknown = { ...situation, benefits: [], education: 'unknown', household: 'unknown' };
    openThen()
      .when({ type: 'RecordEntrySituation', occurredOn: day('2026-01-20'), data: unknown })
      .then([{ type: 'EntrySituationRecorded', data: unknown, on: '2026-01-20' }]);
  });
});

describe('voiding an opening', () => {
  it('is refused with the list of what it holds, and taken when it holds nothing', () => {
    openThen().when({ type: 'VoidEntry', eventId: OPENING, why: 'doublon' }).thenRefused('entry-has-dependants');
    const alone = [...open, past('EntryVoided', '2026-01-06', { eventId: ASSIGNMENT, why: 'doublon' })];
    given(decider, alone)
      .when({ type: 'VoidEntry', eventId: OPENING, why: 'doublon' })
      .then([{ type: 'EntryVoided', data: { eventId: OPENING, why: 'doublon' } }]);
  });

  it('keeps the person', () => {
    openThen()
      .when({
        type: 'CorrectEntry',
        eventId: OPENING,
        why: 'erreur',
        replacement: {
          type: 'ParcoursOpened',
          occurredOn: day('2026-01-05'),
          data: { ...OPENED, beneficiaryId: testId(2) },
        },
      })
      .thenRefused('opening-of-another-person');
    openThen()
      .when({
        type: 'CorrectEntry',
        eventId: OPENING,
        why: 'erreur',
        replacement: {
          type: 'ContactAttempted',
          occurredOn: day('2026-01-05'),
          data: { channel: 'phone', reached: 'person' },
        },
      })
      .thenRefused('correction-of-another-kind');
  });
});
