import { addDays } from '@jalons/kernel';
import { z } from 'zod';
import { days } from './params.js';
import type { Rule } from './rule.js';
import { brokeEarly, endedSteps, goesOn, isAbandoned, type EndedStep } from './what-follows.js';

const params = z.object({ days }).strict();

/** R7: the last step ended well, or at least not as R5 or R6 say, and nothing came next. */
export const stalled: Rule<z.infer<typeof params>> = {
  code: 'R7',
  params,
  about: 'steps',
  raise({ facts, time }, { days: delayDays }) {
    const step = lastEnded(endedSteps(facts));
    if (step === undefined || isAbandoned(step) || brokeEarly(step) || goesOn(facts, step)) return [];
    const dueOn = addDays(step.end.on, delayDays);
    if (!time.begun(dueOn)) return [];
    return [
      { anchor: step.start.id, since: step.end.on, dueOn, evidence: [step.end], delayDays, clearedBy: ['new-step'] },
    ];
  },
};

/** The one that ended last; of several on one day, the one that began last. */
function lastEnded(steps: readonly EndedStep[]): EndedStep | undefined {
  return steps.reduce<EndedStep | undefined>(
    (last, step) => (last === undefined || step.end.on >= last.end.on ? step : last),
    undefined,
  );
}
