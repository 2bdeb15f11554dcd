import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../../../api/contract.js';
import { storyOf } from '../story/story.js';
import { toDo } from './now.js';

const entry = (eventId: string, type: string, occurredOn: string, data = {}): Entry => ({
  eventId,
  type,
  occurredOn,
  recordedOn: occurredOn,
  structure: { id: 'ml', name: 'Mission locale' },
  time: null,
  actor: null,
  data,
  hidden: [],
  voided: false,
  corrects: null,
});
const TODAY = '2026-11-23';
const opened = entry('o', 'ParcoursOpened', '2026-01-05');
const at = (
  entries: readonly Entry[],
  gaps: readonly { from: string; to: string | null }[] = [],
  structures: readonly string[] = ['plie'],
) =>
  toDo(storyOf([opened, ...entries]), gaps, TODAY, { structures, referent: 'ml' }).map(
    ({ what, days, late, answers }) => [what, days, late, answers.map(({ kind }) => kind)],
  );

describe('what to do now', () => {
  it('starts with days without a referent, then what is late, then what comes', () => {
    const entries = [
      entry('n', 'NextActionPlanned', '2026-11-01', { what: 'Appeler', dueOn: '2026-11-18' }),
      entry('a', 'AppointmentScheduled', '2026-11-20', { at: { on: '2026-12-04' } }),
    ];
    expect(at(entries, [{ from: '2026-10-20', to: null }])).toEqual([
      ['gap', 34, true, ['orientation']],
      ['action', 5, true, ['contact']],
      ['appointment', -11, false, []],
    ]);
  });

  it('asks for an answer to an orientation, then for its start, then for nothing', () => {
    const proposed = entry('p', 'OrientationProposed', '2026-11-01', { toStructure: 'plie' });
    const accepted = entry('q', 'OrientationAccepted', '2026-11-10', { orientation: 'p' });
    expect(at([proposed])).toEqual([['orientationProposed', 22, false, ['acceptance', 'decline']]]);
    expect(at([proposed, accepted])).toEqual([['orientationAccepted', 13, false, ['start']]]);
    expect(at([proposed, accepted, entry('s', 'OrientationStarted', '2026-11-20', { orientation: 'p' })])).toEqual([]);
  });

  it('leaves its answer to the receiver; the sender may say that the person refuses', () => {
    const proposed = entry('p', 'OrientationProposed', '2026-11-01', { toStructure: 'plie' });
    const accepted = entry('q', 'OrientationAccepted', '2026-11-10', { orientation: 'p' });
    expect(at([proposed], [], ['ml'])).toEqual([['orientationProposed', 22, false, ['decline']]]);
    expect(at([proposed, accepted], [], ['ml'])).toEqual([['orientationAccepted', 13, false, []]]);
  });

  it('prepares the end of a contract, and asks how it ended once the day is behind', () => {
    const job = (expectedEnd: string) => [entry('j', 'JobStarted', '2026-09-15', { expectedEnd })];
    expect(at(job('2027-06-30'))).toEqual([]);
    expect(at(job('2027-01-31'))).toEqual([['jobEnding', -69, false, []]]);
    expect(at(job('2026-11-20'))).toEqual([['jobEnding', 3, true, ['jobEnd']]]);
  });

  it('is nothing once the person has left the parcours', () => {
    expect(at([entry('x', 'ParcoursExited', '2026-11-01')], [{ from: '2026-10-01', to: null }])).toEqual([]);
  });
});
