import { addDays, daysBetween, type CivilDate } from '@jalons/kernel';
import { z } from 'zod';
import type { Absence } from '../facts/parcours-facts.js';
import type { RiskFacts } from '../facts/risk-facts.js';
import { days } from './params.js';
import type { Raised, Rule, RuleContext } from './rule.js';
import { endedSteps, hasNewStep, isAbandoned } from './what-follows.js';

const params = z.object({ absenceWorkingDays: days }).strict();

/** R5: a training abandoned, at once, but for a return to employment; or an absence that lasts. */
export const trainingAbandoned: Rule<z.infer<typeof params>> = {
  code: 'R5',
  params,
  about: 'steps',
  variants: ['abandoned', 'absence'],
  raise(context, { absenceWorkingDays }) {
    return [...abandoned(context), ...absent(context, absenceWorkingDays)];
  },
};

function abandoned({ facts }: RuleContext): readonly Raised[] {
  return endedSteps(facts)
    .filter((step) => isAbandoned(step) && !hasNewStep(facts, step))
    .map(({ start, end }) => ({
      ...{ variant: 'abandoned', anchor: start.id, since: end.on, dueOn: end.on, evidence: [start, end] },
      ...{ delayDays: 0, clearedBy: ['new-step'] },
    }));
}

function absent({ facts, time }: RuleContext, workingDays: number): readonly Raised[] {
  return inARow(facts).flatMap(({ reports, from, until }): readonly Raised[] => {
    const dueOn = facts.calendar.after(from, workingDays);
    if (!time.begun(dueOn) || (until !== null && time.begun(until))) return [];
    const delayDays = daysBetween(from, dueOn);
    return [
      {
        ...{ variant: 'absence', anchor: reports[0]!.id, since: from, dueOn, evidence: reports },
        ...{ delayDays, clearedBy: ['back-in-training'] },
      },
    ];
  });
}

interface Away {
  readonly reports: readonly Absence[];
  readonly from: CivilDate;
  readonly until: CivilDate | null;
}

/** Reports between which no working day lies are one absence: weeks are reported one by one. */
function inARow({ absences, calendar }: RiskFacts): readonly Away[] {
  const found: Away[] = [];
  for (const report of absences) {
    const index = found.findIndex(
      ({ reports, until }) =>
        reports[0]!.training === report.training &&
        (until === null || report.from <= calendar.after(addDays(until, -1), 1)),
    );
    const before = found[index];
    if (before === undefined) found.push({ reports: [report], from: report.from, until: report.until });
    else found[index] = { ...before, reports: [...before.reports, report], until: lastDay(before.until, report.until) };
  }
  return found;
}

function lastDay(a: CivilDate | null, b: CivilDate | null): CivilDate | null {
  if (a === null || b === null) return null;
  return a > b ? a : b;
}
