import { describe, expect, it } from '@jest/globals';
import { addDays, civilDateOf } from '@jalons/kernel';
import { type ParcoursEvent, parcoursLife, phaseOn } from '@jalons/parcours';
import fc from 'fast-check';
import { recorded, testId, type Past } from '../../../../test/support/given.js';
import { OPENED, OPENING, past } from '../../../../test/support/parcours.js';
import { answersOf } from './answers.js';
import { phaseIn, phasePeriodsOf } from './phase-periods.js';

const START = civilDateOf('2026-01-05');
const day = (n: number) => addDays(START, n);

/** A step by the day it happened, counted from the opening, and what of it varies. */
const anyStep = fc
  .record({
    kind: fc.constantFrom('pause', 'job', 'training', 'admission', 'signature', 'assessment', 'void'),
    on: fc.nat({ max: 60 }),
    length: fc.nat({ max: 60 }),
    ended: fc.boolean(),
    known: fc.boolean(),
  })
  .map((step) => step);

function historyOf(channel: string, steps: readonly (typeof anyStep extends fc.Arbitrary<infer S> ? S : never)[]) {
  const history: Past<ParcoursEvent>[] = [past('ParcoursOpened', START, { ...OPENED, entryChannel: channel }, OPENING)];
  for (const [n, { kind, on, length, ended, known }] of steps.entries()) {
    const [id, later] = [testId(500 + n), day(on + length)];
    const expectedEnd = known ? later : 'unknown';
    const job = { contract: 'permanent', weeklyHours: 35, signedOn: 'unknown' as const, expectedEnd } as const;
    const training = { title: 'CAP', provider: { label: 'X' }, qualifying: true, expectedEnd: later };
    if (kind === 'pause') {
      history.push(past('PauseDeclared', day(on), { reason: 'family', until: later }, id));
      if (ended) history.push(past('PauseLifted', day(on + 3), { pause: id }));
    } else if (kind === 'job') {
      history.push(past('JobStarted', day(on), job, id));
      if (ended) history.push(past('JobEnded', later, { job: id, reason: 'term' }));
    } else if (kind === 'training') {
      history.push(past('TrainingStarted', day(on), training, id));
      if (ended) history.push(past('TrainingCompleted', later, { training: id }));
    } else if (kind === 'admission') {
      history.push(past('TrainingAdmitted', day(on), { startsOn: later }, id));
      if (ended) history.push(past('TrainingStarted', later, { ...training, admission: id }));
    } else if (kind === 'signature') {
      history.push(past('JobSigned', day(on), { startsOn: later }, id));
      if (ended) history.push(past('JobStarted', later, { ...job, signature: id }));
    } else if (kind === 'assessment') {
      history.push(past('AssessmentRecorded', day(on), { kind: 'initial', needs: [] }, id));
    } else {
      history.push(past('EntryVoided', day(60), { eventId: testId(500 + (on % (n + 1))), why: 'x' }));
    }
  }
  return recorded(history);
}

describe('the phase kept with a case', () => {
  it('is that of the parcours, on every day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('outreach', 'walk-in'),
        fc.array(anyStep, { maxLength: 6 }),
        fc.nat({ max: 220 }),
        (channel, steps, n) => {
          const events = historyOf(channel, steps);
          const life = parcoursLife(events);
          expect(phaseIn(phasePeriodsOf(life, answersOf(life)), day(n))).toBe(phaseOn(events, day(n)));
        },
      ),
      { numRuns: 1_500 },
    );
  });
});
