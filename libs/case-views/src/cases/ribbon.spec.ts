import { describe, expect, it } from '@jest/globals';
import type { LifeEvent } from '@jalons/event-log';
import { parcoursLife, phasePeriodsOf, type ParcoursEvent } from '@jalons/parcours';
import { recorded, testId, type Past } from '../../../../test/support/given.js';
import { open, past } from '../../../../test/support/parcours.js';
import { ribbonOf } from './ribbon.js';

const [TRAINING, PAUSE, MISSED] = [testId(200), testId(201), testId(202)];

function ribbon(...followed: readonly Past<ParcoursEvent>[]) {
  const events = recorded([...open, ...followed]) as unknown as readonly LifeEvent<ParcoursEvent>[];
  const life = parcoursLife(events);
  return ribbonOf(events, life, phasePeriodsOf(life));
}

const support = { kind: 'support', from: '2026-01-05' };
const training = { title: 'Titre', provider: { label: 'Organisme' }, qualifying: true, expectedEnd: '2026-06-30' };

describe('the ribbon of a case', () => {
  it('tells what goes on without an end, and what is over with the first day after it', () => {
    const { spans } = ribbon(
      past('TrainingStarted', '2026-02-01', training as never, TRAINING),
      past('TrainingCompleted', '2026-03-01', { training: TRAINING } as never),
      past('PauseDeclared', '2026-04-01', { reason: 'health', until: '2026-05-01' } as never, PAUSE),
    );
    expect(spans).toEqual([
      support,
      { kind: 'pause', from: '2026-04-01', to: expect.any(String) },
      { kind: 'training', from: '2026-02-01', to: '2026-03-01' },
    ]);
  });

  it('ends everything with the exit', () => {
    const { spans } = ribbon(
      past('TrainingStarted', '2026-02-01', training as never, TRAINING),
      past('ParcoursExited', '2026-03-15', { reason: 'moved' } as never),
    );
    expect(spans).toEqual([
      { ...support, to: '2026-03-15' },
      { kind: 'training', from: '2026-02-01', to: '2026-03-15' },
    ]);
  });

  it('tells contacts by how they went', () => {
    const { contacts } = ribbon(
      past('ContactAttempted', '2026-01-10', { channel: 'phone', reached: 'person' }),
      past('ContactAttempted', '2026-01-12', { channel: 'phone', reached: 'nobody' }),
      past('AppointmentScheduled', '2026-01-13', { at: { on: '2026-01-20' }, with: {} } as never, MISSED),
      past('AppointmentMissed', '2026-01-20', { appointment: MISSED }),
    );
    expect(contacts).toEqual([
      { on: '2026-01-10', outcome: 'reached' },
      { on: '2026-01-12', outcome: 'attempted' },
      { on: '2026-01-20', outcome: 'missed' },
    ]);
  });

  it('leaves out what a year has gone over', () => {
    const { contacts, spans } = ribbon(
      past('ContactAttempted', '2026-01-10', { channel: 'phone', reached: 'person' }),
      past('TrainingStarted', '2026-01-11', training as never, TRAINING),
      past('TrainingCompleted', '2026-01-31', { training: TRAINING } as never),
      past('ContactAttempted', '2027-06-01', { channel: 'phone', reached: 'person' }),
    );
    expect(contacts).toEqual([{ on: '2027-06-01', outcome: 'reached' }]);
    expect(spans).toEqual([support]);
  });
});
