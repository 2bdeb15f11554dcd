import { addDays } from '@jalons/kernel';
import { z } from 'zod';
import { count, days } from './params.js';
import { sinceLastSign, type Rule } from './rule.js';

const params = z
  .object({
    attempts: count,
    /** By so many channels or more. */
    channels: count,
    /** From the first attempt to the last one, at least. */
    overDays: days,
  })
  .strict();

/** R9: attempts since the last contact, by several channels and over some time, that reached nobody. */
export const unreachable: Rule<z.infer<typeof params>> = {
  code: 'R9',
  params,
  about: 'attempts',
  raise({ facts }, { attempts, channels, overDays }) {
    const { lastContact } = facts;
    // On the day of a contact, the person was reached in the end.
    const since = lastContact === null ? facts.attempts : facts.attempts.filter(({ on }) => on > lastContact.on);
    const [first, last] = [since[0], since.at(-1)];
    if (first === undefined || last === undefined || since.length < attempts) return [];
    if (last.on < addDays(first.on, overDays) || new Set(since.map(({ channel }) => channel)).size < channels)
      return [];
    return [{ ...sinceLastSign(facts), since: first.on, dueOn: last.on, evidence: since, delayDays: overDays }];
  },
};
