import { z } from 'zod';
import type { Rule } from './rule.js';

const params = z.object({}).strict();

/** R11: a professional's own worry, until it is lifted; an exit does not end it. */
export const concern: Rule<z.infer<typeof params>> = {
  code: 'R11',
  params,
  about: 'concerns',
  raise({ facts }) {
    return facts.concerns.map((raised) => ({
      ...{
        anchor: raised.id,
        since: raised.on,
        dueOn: raised.on,
        evidence: [raised],
        delayDays: 0,
        clearedBy: ['concern-lifted'],
      },
    }));
  },
};
