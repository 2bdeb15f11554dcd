import { addDays } from '@jalons/kernel';
import { z } from 'zod';
import { later, type Fact } from '../facts/fact.js';
import { days } from './params.js';
import { sinceOpening, type Raised, type Rule } from './rule.js';

const params = z
  .object({
    days,
    /** From the start of the job; both ends of the window belong to it. */
    firstDays: days,
  })
  .strict();

/** R13: in the first months of a job, when most break, nobody called since the later of its start and the last contact. */
export const jobFollowUp: Rule<z.infer<typeof params>> = {
  code: 'R13',
  params,
  about: 'steps',
  raise({ facts, time }, { days: delayDays, firstDays }) {
    return facts.steps.flatMap(({ kind, start, until }): readonly Raised[] => {
      if (kind !== 'job' || (until !== null && time.begun(until))) return [];
      if (time.begun(addDays(start.on, firstDays + 1))) return [];
      const since = later(sinceOpening(facts, start.on), facts.lastContact?.on ?? null);
      const dueOn = addDays(since, delayDays);
      if (!time.begun(dueOn)) return [];
      const evidence: readonly Fact[] = facts.lastContact?.on === since ? [start, facts.lastContact] : [start];
      const anchor = `${start.id}:${since}`;
      return [{ anchor, since, signOn: since, dueOn, evidence, delayDays, clearedBy: ['contact', 'job-window-over'] }];
    });
  },
};
