import { describe, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { testId } from '../../../../test/support/given.js';
import { openThen, past } from '../../../../test/support/parcours.js';

const day = civilDateOf;
const BARRIER = testId(900);
const ENTRY = testId(901);
const data = { barrierId: BARRIER, theme: 'mobilite', blocking: true };
const identified = past('BarrierIdentified', '2026-02-01', data, ENTRY);
const begin = (barrierId: string) =>
  ({ type: 'StartAction', occurredOn: day('2026-02-10'), data: { kind: 'barrier-support', barrierId } }) as const;

describe('a barrier', () => {
  it('is identified under an id of its own, and lifted once', () => {
    openThen()
      .when({ type: 'IdentifyBarrier', occurredOn: day('2026-02-01'), data })
      .then([{ type: 'BarrierIdentified', data, on: '2026-02-01' }]);
    openThen(identified)
      .when({ type: 'IdentifyBarrier', occurredOn: day('2026-02-02'), data })
      .thenRefused('barrier-identified-twice');
    openThen(identified)
      .when({ type: 'LiftBarrier', occurredOn: day('2026-03-01'), data: { barrier: ENTRY } })
      .then([{ type: 'BarrierLifted', data: { barrier: ENTRY }, on: '2026-03-01' }]);
    openThen(identified, past('BarrierLifted', '2026-02-20', { barrier: ENTRY }))
      .when({ type: 'LiftBarrier', occurredOn: day('2026-03-01'), data: { barrier: ENTRY } })
      .thenRefused('barrier-lifted-twice');
  });

  it('is known by its group alone where it touches health', () => {
    openThen()
      .when({
        type: 'IdentifyBarrier',
        occurredOn: day('2026-02-01'),
        data: { ...data, theme: 'sante--addictions' },
      })
      .thenRefused('unknown-code');
    openThen()
      .when({ type: 'IdentifyBarrier', occurredOn: day('2026-02-01'), data: { ...data, theme: 'sante' } })
      .then([{ type: 'BarrierIdentified', data: { ...data, theme: 'sante' }, on: '2026-02-01' }]);
  });

  it('keeps its id when it is corrected, so that actions on it stay on it', () => {
    openThen(identified, past('ActionStarted', '2026-02-10', { kind: 'barrier-support', barrierId: BARRIER }))
      .when({
        type: 'CorrectEntry',
        eventId: ENTRY,
        why: 'thème faux',
        replacement: {
          type: 'BarrierIdentified',
          occurredOn: day('2026-02-01'),
          data: { barrierId: testId(999), theme: 'mobilite--preparer-un-permis', blocking: true },
        },
      })
      .then([
        { type: 'EntryVoided', data: { eventId: ENTRY, why: 'thème faux' } },
        {
          type: 'BarrierIdentified',
          data: { barrierId: BARRIER, theme: 'mobilite--preparer-un-permis', blocking: true },
          on: '2026-02-01',
        },
      ]);
  });
});

describe('an action', () => {
  it('on a barrier needs that barrier, and keeps it from being voided', () => {
    openThen(identified)
      .when(begin(BARRIER))
      .then([{ type: 'ActionStarted', data: begin(BARRIER).data, on: '2026-02-10' }]);
    openThen().when(begin(BARRIER)).thenRefused('barrier-unknown');
    openThen(identified, past('ActionStarted', '2026-02-10', begin(BARRIER).data))
      .when({ type: 'VoidEntry', eventId: ENTRY, why: 'erreur' })
      .thenRefused('barrier-unknown');
  });

  it('ends once, with an outcome of the list', () => {
    const action = testId(902);
    const started = past('ActionStarted', '2026-02-10', { kind: 'workshop' }, action);
    const end = (outcome: string) =>
      ({ type: 'EndAction', occurredOn: day('2026-03-01'), data: { action, outcome } }) as const;
    openThen(started)
      .when(end('completed'))
      .then([{ type: 'ActionEnded', data: { action, outcome: 'completed' }, on: '2026-03-01' }]);
    openThen(started).when(end('x')).thenRefused('unknown-code');
    openThen(started, past('ActionEnded', '2026-02-20', { action, outcome: 'partly' }))
      .when(end('completed'))
      .thenRefused('action-ended-twice');
  });
});

it('an assessment takes needs of the list; a confirmed situation needs nothing', () => {
  openThen()
    .when({
      type: 'RecordAssessment',
      occurredOn: day('2026-02-01'),
      data: { kind: 'initial', needs: ['se-former--trouver-sa-formation'] },
    })
    .then([
      {
        type: 'AssessmentRecorded',
        data: { kind: 'initial', needs: ['se-former--trouver-sa-formation'] },
        on: '2026-02-01',
      },
    ]);
  openThen()
    .when({ type: 'RecordAssessment', occurredOn: day('2026-02-01'), data: { kind: 'initial', needs: ['mobilite'] } })
    .thenRefused('unknown-code');
  openThen()
    .when({ type: 'ConfirmSituation', occurredOn: day('2026-02-01'), data: {} })
    .then([{ type: 'SituationConfirmed', data: {}, on: '2026-02-01' }]);
});
