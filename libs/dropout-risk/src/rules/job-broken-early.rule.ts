import { addDays } from '@jalons/kernel';
import { z } from 'zod';
import { days } from './params.js';
import type { Raised, Rule } from './rule.js';
import { brokeEarly, endedSteps, hasNewStep } from './what-follows.js';

const params = z.object({ days }).strict();

/** R6: a job broken in trial or before its term, and no new step since. */
export const jobBrokenEarly: Rule<z.infer<typeof params>> = {
  code: 'R6',
  params,
  about: 'steps',
  raise({ facts, time }, { days: delayDays }) {
    return endedSteps(facts).flatMap((step): readonly Raised[] => {
      if (!brokeEarly(step) || hasNewStep(facts, step)) return [];
      const dueOn = addDays(step.end.on, delayDays);
      if (!time.begun(dueOn)) return [];
      const evidence = [step.start, step.end];
      return [{ anchor: step.start.id, since: step.end.on, dueOn, evidence, delayDays, clearedBy: ['new-step'] }];
    });
  },
};
