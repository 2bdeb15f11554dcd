import { addDays } from '@jalons/kernel';
import { z } from 'zod';
import { days } from './params.js';
import { sinceOpening, type Raised, type Rule } from './rule.js';

const params = z.object({ days }).strict();

/** R2: accepted, and the receiver has not met the person; it concerns the receiver first. */
export const orientationNotStarted: Rule<z.infer<typeof params>> = {
  code: 'R2',
  params,
  about: 'handovers',
  raise({ facts, time }, { days: delayDays }) {
    return facts.handovers.flatMap(({ proposal, accepted, toStructure }): readonly Raised[] => {
      if (accepted === null) return [];
      const dueOn = addDays(sinceOpening(facts, accepted.on), delayDays);
      if (!time.begun(dueOn)) return [];
      const evidence = [proposal, accepted];
      return [
        {
          anchor: proposal.id,
          since: accepted.on,
          dueOn,
          evidence,
          delayDays,
          clearedBy: ['orientation-started'],
          structure: toStructure,
        },
      ];
    });
  },
};
