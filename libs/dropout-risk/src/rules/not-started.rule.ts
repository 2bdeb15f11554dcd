import { addDays } from '@jalons/kernel';
import { z } from 'zod';
import { days } from './params.js';
import { sinceOpening, type Raised, type Rule } from './rule.js';

const params = z.object({ days }).strict();

/** R10: admitted or signed, due, and no start recorded (« a-t-elle commencé ? »). */
export const notStarted: Rule<z.infer<typeof params>> = {
  code: 'R10',
  params,
  about: 'announced',
  raise({ facts, time }, { days: delayDays }) {
    return facts.announced.flatMap((announced): readonly Raised[] => {
      const dueOn = addDays(sinceOpening(facts, announced.startsOn), delayDays);
      if (!time.begun(dueOn)) return [];
      return [
        {
          anchor: announced.id,
          since: announced.startsOn,
          dueOn,
          evidence: [announced],
          delayDays,
          clearedBy: ['announced-started'],
        },
      ];
    });
  },
};
