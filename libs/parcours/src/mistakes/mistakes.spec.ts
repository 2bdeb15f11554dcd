import { describe, expect, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { recorded, testId } from '../../../../test/support/given.js';
import { open, openThen, OTHER_STRUCTURE, past, STRUCTURE } from '../../../../test/support/parcours.js';
import { orientationsOf } from '../orientation/orientation-threads.js';
import { parcoursLife, parcoursViolations } from '../parcours.life.js';

const day = civilDateOf;
const PROPOSAL = testId(200);
const CORRECTED = testId(201);
const orientation = PROPOSAL;
const data = {
  fromStructure: STRUCTURE,
  toStructure: OTHER_STRUCTURE,
  commonLaw: true,
  need: 'mobilite',
  personAgreed: true,
  transfersReferent: false,
  sheet: { summary: 'Permis' },
};
const proposed = past('OrientationProposed', '2026-02-02', data, PROPOSAL);
const accepted = past('OrientationAccepted', '2026-02-09', { orientation }, testId(202));
const correct = (on: string) =>
  ({
    type: 'CorrectEntry',
    eventId: PROPOSAL,
    why: 'date fausse',
    replacement: { type: 'OrientationProposed', occurredOn: day(on), data },
  }) as const;
const voided = (eventId: string) => ({ type: 'VoidEntry', eventId, why: 'erreur' }) as const;

describe('a void', () => {
  it('is refused while others depend on the entry, then taken', () => {
    openThen(proposed, accepted).when(voided(PROPOSAL)).thenRefused('entry-has-dependants');
    openThen(proposed, accepted)
      .when(voided(testId(202)))
      .then([{ type: 'EntryVoided', data: { eventId: testId(202), why: 'erreur' } }]);
    openThen(proposed, accepted, past('EntryVoided', '2026-02-10', { eventId: testId(202), why: 'erreur' }))
      .when(voided(PROPOSAL))
      .then([{ type: 'EntryVoided', data: { eventId: PROPOSAL, why: 'erreur' } }]);
  });

  it('of a void gives the entry back, judged with what was recorded since', () => {
    const undone = past('EntryVoided', '2026-02-10', { eventId: testId(202), why: 'erreur' }, testId(203));
    openThen(proposed, accepted, undone)
      .when(voided(testId(203)))
      .then([{ type: 'EntryVoided', data: { eventId: testId(203), why: 'erreur' } }]);
    openThen(proposed, accepted, undone, past('OrientationAccepted', '2026-02-11', { orientation }))
      .when(voided(testId(203)))
      .thenRefused('orientation-ended-otherwise');
  });

  it('says why, without a NIR', () => {
    openThen(proposed)
      .when({ ...voided(PROPOSAL), why: ' ' })
      .thenRefused('text-empty');
    openThen(proposed)
      .when({ ...voided(PROPOSAL), why: 'saisie pour 1 84 05 31 555 123' })
      .thenRefused('nir-forbidden');
  });

  it('is dated the day of recording: the last of the year in Paris, the first of the next on another shore', () => {
    const lastOfTheYear = { today: '2026-12-31' };
    openThen(proposed)
      .when(voided(PROPOSAL), { ...lastOfTheYear, zone: 'Europe/Paris' })
      .then([{ type: 'EntryVoided', data: { eventId: PROPOSAL, why: 'erreur' }, on: '2026-12-31' }]);
    openThen(proposed)
      .when(voided(PROPOSAL), { ...lastOfTheYear, zone: 'Pacific/Kiritimati' })
      .then([{ type: 'EntryVoided', data: { eventId: PROPOSAL, why: 'erreur' }, on: '2027-01-01' }]);
  });
});

describe('a correction', () => {
  it('is void and replacement in one append, judged on the result', () => {
    openThen(proposed, accepted)
      .when(correct('2026-02-03'))
      .then([
        { type: 'EntryVoided', data: { eventId: PROPOSAL, why: 'date fausse' } },
        { type: 'OrientationProposed', data, on: '2026-02-03' },
      ]);
    openThen(proposed, accepted).when(correct('2026-02-10')).thenRefused('before-what-it-follows');
    openThen(proposed).when(correct('2026-11-25')).thenRefused('in-the-future');
  });

  it('passes what depended on the old entry to the new one', () => {
    const history = recorded([
      ...open,
      proposed,
      accepted,
      past('EntryVoided', '2026-02-10', { eventId: PROPOSAL, why: 'date fausse' }),
      Object.assign(past('OrientationProposed', '2026-02-03', data, CORRECTED), { corrects: PROPOSAL }),
    ]);
    expect(parcoursViolations(history)).toEqual([]);
    expect(orientationsOf(parcoursLife(history))).toMatchObject([
      { id: PROPOSAL, proposal: { occurredOn: '2026-02-03' }, accepted: { occurredOn: '2026-02-09' } },
    ]);
  });

  it('may say that something else had happened', () => {
    const missed = past('AppointmentMissed', '2026-02-10', { appointment: testId(400) }, testId(401));
    const scheduled = past(
      'AppointmentScheduled',
      '2026-02-02',
      { at: { on: day('2026-02-10') }, with: { structure: STRUCTURE } },
      testId(400),
    );
    openThen(scheduled, missed)
      .when({
        type: 'CorrectEntry',
        eventId: testId(401),
        why: 'la personne est venue',
        replacement: {
          type: 'AppointmentHonoured',
          occurredOn: day('2026-02-10'),
          data: { appointment: testId(400) },
        },
      })
      .then([
        { type: 'EntryVoided', data: { eventId: testId(401), why: 'la personne est venue' } },
        { type: 'AppointmentHonoured', data: { appointment: testId(400) }, on: '2026-02-10' },
      ]);
  });
});
