import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../../../api/contract.js';
import { storyOf } from './story.js';

const ML = { id: 'ml', name: 'Mission locale' };
const entry = (eventId: string, type: string, occurredOn: string, data = {}, more: Partial<Entry> = {}): Entry => ({
  eventId,
  type,
  occurredOn,
  recordedOn: occurredOn,
  structure: ML,
  time: null,
  actor: null,
  data,
  hidden: [],
  voided: false,
  corrects: null,
  ...more,
});
const opened = entry('o', 'ParcoursOpened', '2026-01-05', { structure: 'ml' });

describe('what the entries of a parcours say, put together', () => {
  it('lifts the barrier whose entry is named', () => {
    const { barriers } = storyOf([
      opened,
      entry('b', 'BarrierIdentified', '2026-02-01', { barrierId: 'own', theme: 'mobilite', blocking: true }),
      entry('c', 'BarrierIdentified', '2026-02-01', { barrierId: 'other', theme: 'famille', blocking: false }),
      entry('l', 'BarrierLifted', '2026-03-01', { barrier: 'b' }),
    ]);
    expect(barriers.map(({ id, liftedOn }) => [id, liftedOn])).toEqual([
      ['b', '2026-03-01'],
      ['c', undefined],
    ]);
  });

  it('gives each structure its time, to its leaving or to the exit', () => {
    const { supports } = storyOf([
      opened,
      entry('j', 'StructureJoined', '2026-02-01', { structure: 'plie', supportKind: 'global' }),
      entry('l', 'StructureLeft', '2026-03-01', { membership: 'j', reason: 'objective-met' }),
      entry('x', 'ParcoursExited', '2026-04-01', { reason: 'job' }),
    ]);
    expect(supports.map(({ structure, from, to }) => [structure, from, to])).toEqual([
      ['ml', '2026-01-05', '2026-04-01'],
      ['plie', '2026-02-01', '2026-03-01'],
    ]);
  });

  it('takes an exit back when the parcours is reopened', () => {
    const story = storyOf([
      opened,
      entry('x', 'ParcoursExited', '2026-04-01', { reason: 'job' }),
      entry('r', 'ParcoursReopened', '2026-04-20', { exit: 'x' }),
    ]);
    expect([story.exitedOn, story.supports[0]?.to]).toEqual([undefined, undefined]);
  });

  it('follows an orientation, and takes who received the person as taking part', () => {
    const { orientations, supports } = storyOf([
      opened,
      entry('p', 'OrientationProposed', '2026-02-01', { toStructure: 'plie', transfersReferent: true }),
      entry('a', 'OrientationAccepted', '2026-02-10', { orientation: 'p' }),
      entry('s', 'OrientationStarted', '2026-03-01', { orientation: 'p' }),
    ]);
    expect(orientations).toEqual([
      {
        id: 'p',
        fromStructure: 'ml',
        toStructure: 'plie',
        transfersReferent: true,
        onBehalf: false,
        proposedOn: '2026-02-01',
        acceptedOn: '2026-02-10',
        startedOn: '2026-03-01',
      },
    ]);
    expect(supports[1]).toEqual({ id: 'p', structure: 'plie', from: '2026-03-01' });
  });

  it('hands what depended on a corrected entry over to the new one', () => {
    const { trainings } = storyOf([
      opened,
      entry('t', 'TrainingStarted', '2026-02-01', { title: 'CAP' }, { voided: true }),
      entry('t2', 'TrainingStarted', '2026-02-03', { title: 'CAP cuisine' }, { corrects: 't' }),
      entry('t3', 'TrainingCompleted', '2026-06-01', { training: 't' }),
    ]);
    expect(trainings).toMatchObject([{ id: 't2', title: 'CAP cuisine', to: '2026-06-01', completed: true }]);
  });

  it('keeps a plan until an entry answers it, on the day it was moved to', () => {
    const { plans } = storyOf([
      opened,
      entry('r1', 'AppointmentScheduled', '2026-02-01', { at: { on: '2026-02-08' } }),
      entry('r2', 'AppointmentScheduled', '2026-02-01', { at: { on: '2026-02-09' } }),
      entry('r3', 'AppointmentHonoured', '2026-02-08', { appointment: 'r1' }),
      entry('r4', 'AppointmentRescheduled', '2026-02-08', {
        appointment: 'r2',
        at: { on: '2026-02-15', time: '09:30' },
      }),
      entry('n', 'NextActionPlanned', '2026-02-01', { what: 'Appeler', dueOn: '2026-02-20' }),
    ]);
    expect(plans).toEqual([
      { id: 'r2', kind: 'appointment', on: '2026-02-15', time: '09:30', structure: 'ml' },
      { id: 'n', kind: 'action', on: '2026-02-20', what: 'Appeler', structure: 'ml' },
    ]);
  });

  it('leaves a day that nobody knows out, and a voided entry too', () => {
    const { jobs } = storyOf([
      opened,
      entry('j', 'JobStarted', '2026-02-01', { contract: 'fixed-term', expectedEnd: 'unknown' }),
      entry('k', 'JobStarted', '2026-02-02', { contract: 'permanent' }, { voided: true }),
    ]);
    expect(jobs.map(({ id, expectedEnd }) => [id, expectedEnd])).toEqual([['j', undefined]]);
  });
});
