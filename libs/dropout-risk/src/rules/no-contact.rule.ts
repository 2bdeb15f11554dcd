import { addDays } from '@jalons/kernel';
import type { Phase } from '@jalons/parcours';
import { z } from 'zod';
import { later } from '../facts/fact.js';
import { days } from './params.js';
import { BY_CONTACT, lastSign, type Rule } from './rule.js';

const params = z
  .object({
    /** Days without contact, by phase. */
    days: z.object({ outreach: days, support: days, training: days, job: days }).strict(),
    /** A new phase or a reopening leaves at least so many days. */
    graceDays: days,
  })
  .strict();

/** R1, R1b: no contact since the last one. */
export const noContact: Rule<z.infer<typeof params>> = {
  code: 'R1',
  params,
  raise({ facts, time, underlying }, { days: delays, graceDays }) {
    const sign = lastSign(facts);
    const delayDays = delayIn(underlying.phase, delays);
    const started = later(underlying.from, facts.reopenedOn);
    const dueOn = later(addDays(sign.on, delayDays), addDays(started, graceDays));
    if (!time.begun(dueOn)) return [];
    // Written out: it holds for many, and is looked at by the million.
    return [
      { anchor: sign.id, signOn: sign.on, clearedBy: BY_CONTACT, since: sign.on, dueOn, evidence: [sign], delayDays },
    ];
  },
};

function delayIn(phase: Phase, delays: z.infer<typeof params>['days']): number {
  switch (phase) {
    case 'in-job':
      return delays.job;
    case 'in-training':
      return delays.training;
    case 'outreach':
      return delays.outreach;
    default:
      return delays.support;
  }
}
