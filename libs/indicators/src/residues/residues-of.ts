import { identityOf, type BeneficiaryEvent } from '@jalons/beneficiaries';
import { knownAtOf, type Life, type StoredEvent } from '@jalons/event-log';
import { dateAt, daysBetween, type CivilDate, type Uuid } from '@jalons/kernel';
import { parcoursLife, type ParcoursEvent } from '@jalons/parcours';
import type { EntryResidue, ExitResidue, Residue } from '@jalons/privacy';
import { contractTold } from '../facts/parcours-source.js';
import { classOf, type ClassCuts } from './class-cuts.js';
import { quarterStart } from './quarters.js';

/** A person and her parcours in clear, while her key still lives. */
export interface PersonInClear {
  readonly person: readonly StoredEvent<BeneficiaryEvent>[];
  /** The stream of each of her parcours. */
  readonly parcours: readonly (readonly StoredEvent<ParcoursEvent>[])[];
}

export interface ResidueRules {
  /** The day of the erasure: an open parcours ends in its quarter, in no count of exits. */
  readonly today: CivilDate;
  readonly cuts: ClassCuts;
  /** The zone of a territory, in which the days of knowledge are counted. */
  zoneOf(territory: Uuid | null): string;
  /** The group under which a QPV is reported; null for none. */
  qpvGroupOf(qpv: string): string | null;
}

type Opening = StoredEvent<Extract<ParcoursEvent, { type: 'ParcoursOpened' }>>;
type Exit = StoredEvent<Extract<ParcoursEvent, { type: 'ParcoursExited' }>>;

const OUTSIDE = 'outside';

/**
 * What remains of each parcours of an erased person, as it stands: an entry and an exit with nothing to link them, since
 * who is active is entries minus earlier exits (security.md § 3). Of a parcours that was voided nothing remains.
 *
 * A residue is known from when its entry or exit was first said, corrected since or not: at no later as-of is she missing
 * for having been corrected. But nothing is known before it happened, as it stands (domain.md § 2), nor an exit before its
 * entry.
 */
export function residuesOf({ person, parcours }: PersonInClear, rules: ResidueRules): readonly Residue[] {
  const identity = identityOf(person);
  const shared = { sex: identity?.sex ?? null, bornDecade: decadeOf(identity?.birthDate ?? null) };
  return parcours.flatMap((events) => {
    const life = parcoursLife(events) as Life<ParcoursEvent>;
    const opening = life.steps.find(({ type }) => type === 'ParcoursOpened') as Opening | undefined;
    if (opening === undefined) return [];
    const territory = opening.territory ?? null;
    const zone = rules.zoneOf(territory);
    const knownQuarterOf = (entry: Opening | Exit) =>
      later(
        quarterStart(dateAt(Math.min(...chainOf(entry, events, life).map(knownAtOf)), zone)),
        quarterStart(entry.occurredOn),
      );
    const place = { territory, ...shared, qpvGroup: groupOf(opening, rules) };
    const entry: EntryResidue = {
      ...{ kind: 'entry', ...place, quarter: quarterStart(opening.occurredOn) },
      knownQuarter: knownQuarterOf(opening),
    };
    const exit = life.steps.find(({ type }) => type === 'ParcoursExited') as Exit | undefined;
    const end = exit === undefined ? erasedOn(rules.today) : exitTold(opening, exit, knownQuarterOf(exit), rules.cuts);
    return [entry, { kind: 'exit', ...place, ...end, knownQuarter: later(end.knownQuarter, entry.knownQuarter) }];
  });
}

type End = Omit<ExitResidue, 'kind' | 'territory' | 'sex' | 'bornDecade' | 'qpvGroup'>;

function erasedOn(today: CivilDate): End {
  const quarter = quarterStart(today);
  const nothing = { reason: null, contract: null, contractEnd: null, contractMonths: null, durationDays: null };
  return { quarter, knownQuarter: quarter, ...nothing };
}

function exitTold(opening: Opening, exit: Exit, knownQuarter: CivilDate, cuts: ClassCuts): End {
  const { contract, contractEnd, months } = contractTold(exit.data.contract);
  return {
    ...{ quarter: quarterStart(exit.occurredOn), knownQuarter, reason: exit.data.reason, contract, contractEnd },
    contractMonths: months === null ? null : classOf(months, cuts.months),
    durationDays: classOf(daysBetween(opening.occurredOn, exit.occurredOn), cuts.days),
  };
}

/** An entry and all that it replaces. */
function chainOf(entry: Opening | Exit, events: readonly StoredEvent<ParcoursEvent>[], life: Life<ParcoursEvent>) {
  const root = life.rootOf(entry.eventId);
  return events.filter(({ type, eventId }) => type === entry.type && life.rootOf(eventId) === root);
}

function groupOf({ data: { eligibility } }: Opening, rules: ResidueRules): string | null {
  if (eligibility.qpv === null) return OUTSIDE;
  return eligibility.qpv === 'unknown' ? null : rules.qpvGroupOf(eligibility.qpv);
}

function decadeOf(birthDate: CivilDate | null): number | null {
  return birthDate === null ? null : Math.floor(Number(birthDate.slice(0, 4)) / 10) * 10;
}

function later(one: CivilDate, other: CivilDate): CivilDate {
  return one < other ? other : one;
}
