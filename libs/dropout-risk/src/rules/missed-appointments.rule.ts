import { addDays } from '@jalons/kernel';
import { z } from 'zod';
import { count, days } from './params.js';
import { sinceLastSign, type Rule } from './rule.js';

const params = z
  .object({
    /** So many missed without one kept between them. */
    inARow: count,
    /** Or so many missed in a window, whatever was kept between; both ends of the window belong to it. */
    within: z.object({ count, days }).strict(),
  })
  .strict();

/**
 * R4: appointments missed one after another. Excused and cancelled ones do not count, for or against. A contact after
 * the last one missed clears it.
 */
export const missedAppointments: Rule<z.infer<typeof params>> = {
  code: 'R4',
  params,
  about: 'meetings',
  raise({ facts }, { inARow, within }) {
    const missed = facts.meetings.filter((meeting) => meeting.missed);
    const last = missed.at(-1);
    if (last === undefined || (facts.lastContact !== null && facts.lastContact.on >= last.on)) return [];
    const row = facts.meetings.slice(facts.meetings.findLastIndex((meeting) => !meeting.missed) + 1);
    const since = addDays(last.on, -within.days);
    const recent = missed.filter(({ on }) => on >= since);
    const counted = new Set([...(row.length >= inARow ? row : []), ...(recent.length >= within.count ? recent : [])]);
    const evidence = missed.filter((meeting) => counted.has(meeting));
    if (evidence.length === 0) return [];
    return [{ ...sinceLastSign(facts), since: last.on, dueOn: last.on, evidence, delayDays: 0 }];
  },
};
