import { daysBetween } from '@jalons/kernel';
import { z } from 'zod';
import { days } from './params.js';
import { sinceOpening, type Raised, type Rule } from './rule.js';

const params = z.object({ workingDays: days }).strict();

/** R3: proposed, and nobody answered; it concerns the receiver first. */
export const orientationUnanswered: Rule<z.infer<typeof params>> = {
  code: 'R3',
  params,
  about: 'handovers',
  raise({ facts, time }, { workingDays }) {
    return facts.handovers.flatMap(({ proposal, accepted, toStructure }): readonly Raised[] => {
      if (accepted !== null) return [];
      const from = sinceOpening(facts, proposal.on);
      const dueOn = facts.calendar.after(from, workingDays);
      if (!time.begun(dueOn)) return [];
      return [
        {
          ...{
            anchor: proposal.id,
            since: proposal.on,
            dueOn,
            evidence: [proposal],
            delayDays: daysBetween(from, dueOn),
          },
          ...{ clearedBy: ['orientation-answered'], structure: toStructure },
        },
      ];
    });
  },
};
