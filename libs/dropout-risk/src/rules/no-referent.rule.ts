import { type Period, addDays, type CivilDate, type Uuid } from '@jalons/kernel';
import { z } from 'zod';
import { later, type Fact } from '../facts/fact.js';
import type { ParcoursFacts } from '../facts/parcours-facts.js';
import type { ProfessionalFacts } from '../facts/professional-facts.js';
import type { RiskFacts } from '../facts/risk-facts.js';
import type { HeldDays } from '@jalons/identity';
import { except, shared, uncoveredSince } from './covered-days.js';
import { days } from './params.js';
import type { Raised, Rule, RuleContext } from './rule.js';

const params = z
  .object({
    /** Without any referent. */
    withoutDays: days,
    /** The referent holds no mandate in the structure any more. */
    mandateEndedDays: days,
    /** The referent is away, and no deputy is there. */
    absentDays: days,
  })
  .strict();

type Referent = ParcoursFacts['referents'][number];
type Delays = z.infer<typeof params>;

const UNKNOWN: ProfessionalFacts = { mandates: [], absences: [] };

/** R8: nobody answers for the parcours; one notice per referent goes to the structure, not one per case. */
export const noReferent: Rule<Delays> = {
  code: 'R8',
  params,
  raise(context, delays) {
    const referent = context.facts.referents.find(({ to }) => to === null);
    if (referent === undefined) return without(context, delays.withoutDays);
    return (
      since(context, referent, mandatesOf(context.facts, referent), delays.mandateEndedDays) ??
      since(context, referent, presenceOf(context.facts, referent), delays.absentDays) ??
      []
    );
  },
};

function without({ facts, time }: RuleContext, delayDays: number): readonly Raised[] {
  const last = facts.referents.reduce<CivilDate | null>((latest, { to }) => later(to!, latest), null);
  const from = later(facts.opening.on, last);
  const ended = facts.referents.find(({ to }) => to === from);
  return (
    raisedFrom(from, ended?.fact ?? facts.opening, facts.structure, time.begun(addDays(from, delayDays)), delayDays) ??
    []
  );
}

function since(
  { facts, time }: RuleContext,
  { from, structure, fact }: Referent,
  covered: readonly Period[],
  delayDays: number,
): readonly Raised[] | null {
  const gap = uncoveredSince(covered, later(from, facts.opening.on), time);
  return gap === null ? null : raisedFrom(gap, fact, structure, time.begun(addDays(gap, delayDays)), delayDays);
}

function raisedFrom(
  gap: CivilDate,
  evidence: Fact,
  structure: Uuid,
  holds: boolean,
  delayDays: number,
): readonly Raised[] | null {
  if (!holds) return null;
  const dueOn = addDays(gap, delayDays);
  return [{ anchor: gap, since: gap, dueOn, evidence: [evidence], delayDays, clearedBy: ['referent'], structure }];
}

function mandatesOf({ professionals }: RiskFacts, { professional, structure }: Referent): readonly Period[] {
  return (professionals.get(professional) ?? UNKNOWN).mandates
    .filter((held) => held.structure === structure)
    .map(periodOf);
}

/** The days on which the referent is there, or a deputy who holds a mandate in the structure. */
function presenceOf(facts: RiskFacts, referent: Referent): readonly Period[] {
  const { absences } = facts.professionals.get(referent.professional) ?? UNKNOWN;
  const own = except([{ from: referent.from, to: null }], absences.map(periodOf));
  const deputised = absences.flatMap((absence) => {
    const deputy = { ...referent, professional: absence.deputy };
    const away = (facts.professionals.get(absence.deputy) ?? UNKNOWN).absences.map(periodOf);
    return shared([periodOf(absence)], except(mandatesOf(facts, deputy), away));
  });
  return [...own, ...deputised];
}

function periodOf({ from, until }: HeldDays): Period {
  return { from, to: until };
}
