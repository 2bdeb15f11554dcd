import { addDays } from '@jalons/kernel';
import { z } from 'zod';
import { days } from './params.js';
import { sinceOpening, type Raised, type Rule } from './rule.js';

const params = z.object({ days }).strict();

/** R12: a barrier marked blocking, and no action on it. */
export const barrierUnaddressed: Rule<z.infer<typeof params>> = {
  code: 'R12',
  params,
  about: 'barriers',
  raise({ facts, time }, { days: delayDays }) {
    return facts.barriers.flatMap((barrier): readonly Raised[] => {
      const dueOn = addDays(sinceOpening(facts, barrier.on), delayDays);
      if (!time.begun(dueOn)) return [];
      return [
        {
          anchor: barrier.id,
          since: barrier.on,
          dueOn,
          evidence: [barrier],
          delayDays,
          clearedBy: ['barrier-addressed'],
        },
      ];
    });
  },
};
