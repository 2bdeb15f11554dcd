import type { StoredEvent } from '@jalons/event-log';
import { addDays, addMonths, daysBetween, type CivilDate, type Uuid } from '@jalons/kernel';
import { cutsAnyQuarter, erasedParcours, subjectsOf, type ErasedParcours } from './erased-oracle.js';
import { standing, type AnyEvent, type Parcours, type Question } from './oracle-events.js';

/** What an indicator should say; its definition's own text alone was read to write it. */
export interface Expected {
  readonly value: number | null;
  readonly numerator: number;
  readonly strictlyPositive: number | null;
  readonly denominator: number | null;
  readonly neutralised: number;
  readonly unknown: number;
  readonly undetermined: number;
  readonly erased: number;
  readonly cutsQuarter: boolean;
}

type Counted = Omit<Expected, 'cutsQuarter'>;

/**
 * The figures by a replay of the decrypted events that were known at the as-of, the slow way: no rule of the product's,
 * neither its filter of knowledge, nor its folds, nor its tables. Written from domain.md §§ 2–4 and governance.md § 2.
 */
export function replay(
  log: readonly StoredEvent[],
  question: Question,
  erased: ReadonlySet<Uuid> = new Set(),
): Readonly<Record<string, Expected>> {
  const everything = log as readonly AnyEvent[];
  const subjectOf = subjectsOf(everything);
  const isErased = (event: AnyEvent) => erased.has(subjectOf(event) as Uuid);
  const alive = everything.filter((event) => !isErased(event));
  const gone = erasedParcours(everything.filter(isErased), question.territory);
  const known = alive.filter(
    ({ knownAt, recordedAt }) =>
      (knownAt !== undefined && knownAt < recordedAt ? knownAt : recordedAt) <= question.asOf,
  );
  const streams = byStream(known);
  const personOf = mergedPeople(streams);
  const parcours = [...streams]
    .filter(([name]) => name.startsWith('parcours-'))
    .flatMap(([, events]) => toldBy(events, question.territory, personOf));
  const { from, to, asOf } = question;
  const active = parcours.filter(({ entry, exit }) => entry <= to && (exit === null || exit.on >= from));
  const exited = parcours.filter(({ exit }) => exit !== null && exit.on >= from && exit.on <= to);
  const goneActive =
    gone.filter(({ entry, entryKnown }) => entry <= to && entryKnown <= asOf).length -
    gone.filter(({ end, endKnown }) => end < from && endKnown <= asOf).length;
  const goneExited = gone.filter(
    ({ exit, end, endKnown }) => exit !== null && end >= from && end <= to && endKnown <= asOf,
  );
  const all = [...exited, ...goneExited];
  const unknown = all.filter(({ exit }) => exit?.reason === 'unknown');
  const long = goneExited.filter(({ days }) => days >= 81);
  const cutsQuarter = gone.length > 0 && cutsAnyQuarter(question);
  const left = [...lastOfEach(exited, parcours, to), ...long];
  const exits = (counted: typeof all) => ({
    ...count(counted.length, counted.filter(isOfErased).length),
    unknown: unknown.length,
  });
  const figures: Readonly<Record<string, Counted>> = {
    'people-active': count(new Set(active.map(({ person }) => person)).size + goneActive, goneActive),
    'parcours-active': count(active.length + goneActive, goneActive),
    exits: exits(all),
    'exits-unknown': exits(unknown),
    'plie-national-raw': rate(all, [], plie),
    'plie-national-neutralised': rate(all, ['moved', 'deceased', 'retired'], plie),
    'iae-dynamic': { ...rate(left, IAE_LEFT_OUT, iae), strictlyPositive: left.filter(isStrictlyPositive).length },
    'iae-durable': rate(left, IAE_LEFT_OUT, iaeDurable),
  };
  return Object.fromEntries(Object.entries(figures).map(([id, counted]) => [id, { ...counted, cutsQuarter }]));
}

function byStream(events: readonly AnyEvent[]): ReadonlyMap<string, readonly AnyEvent[]> {
  const names = [...new Set(events.map(({ stream }) => stream))];
  return new Map(names.map((name) => [name, events.filter(({ stream }) => stream === name)]));
}

function toldBy(events: readonly AnyEvent[], territory: Uuid, personOf: (id: Uuid) => Uuid): readonly Parcours[] {
  const origin = (id: unknown): unknown => {
    const corrects = events.find(({ eventId }) => eventId === id)?.corrects;
    return corrects === undefined ? id : origin(corrects);
  };
  const stands = standing(events);
  const opening = stands.find(({ type }) => type === 'ParcoursOpened');
  if (opening === undefined || opening.territory !== territory) return [];
  const reopened = stands.filter(({ type }) => type === 'ParcoursReopened').map(({ data }) => origin(data.exit));
  const exit = stands.find(({ type, eventId }) => type === 'ParcoursExited' && !reopened.includes(origin(eventId)));
  return [
    {
      person: personOf(opening.data.beneficiaryId as Uuid),
      entry: opening.occurredOn,
      exit: exit === undefined ? null : ({ id: exit.eventId, on: exit.occurredOn, ...exit.data } as Parcours['exit']),
    },
  ];
}

function mergedPeople(streams: ReadonlyMap<string, readonly AnyEvent[]>): (id: Uuid) => Uuid {
  const links = [...streams].flatMap(([name, events]) => {
    const stands = standing(events);
    const reversed = stands.filter(({ type }) => type === 'MergeReversed').map(({ data }) => data.merge);
    return stands
      .filter(({ type, eventId }) => type === 'BeneficiaryMerged' && !reversed.includes(eventId))
      .map(({ data }) => [name.slice('beneficiary-'.length), data.into as Uuid] as const);
  });
  return (id) => {
    const together = new Set([id]);
    for (let size = 0; size < together.size;) {
      size = together.size;
      for (const [one, other] of links) {
        if (together.has(one)) together.add(other);
        if (together.has(other)) together.add(one);
      }
    }
    return [...together].toSorted()[0]!;
  };
}

/** Unit person: nobody with an open parcours at the end; 81 days first, then the last exit, on one day the greater id. */
function lastOfEach(exited: readonly Parcours[], all: readonly Parcours[], to: CivilDate): readonly Parcours[] {
  const open = new Set(
    all.filter(({ entry, exit }) => entry <= to && (exit === null || exit.on > to)).map(({ person }) => person),
  );
  const long = exited.filter(({ entry, exit, person }) => daysBetween(entry, exit!.on) >= 81 && !open.has(person));
  const order = ({ exit }: Parcours) => `${exit!.on} ${exit!.id}`;
  return long.filter((one) => !long.some((other) => other.person === one.person && order(other) > order(one)));
}

type Verdict = 'counts' | 'does not' | 'hangs on its end';

function plie({ reason, contract }: NonNullable<Parcours['exit']>): Verdict {
  if (reason === 'training-qualifying') return 'counts';
  if (reason !== 'job' || contract === undefined) return 'does not';
  if (['permanent', 'civil-servant', 'business-creation'].includes(contract.kind)) return 'counts';
  const sixMonths = ['fixed-term', 'temporary', 'apprenticeship', 'professionalisation', 'subsidised'];
  if (!sixMonths.includes(contract.kind)) return 'does not';
  if (contract.endsOn === 'unknown') return 'hangs on its end';
  return addMonths(contract.startsOn, 6) <= addDays(contract.endsOn!, 1) ? 'counts' : 'does not';
}

const IAE_LEFT_OUT = [
  ...['deceased', 'retired', 'long-leave', 'court-decision', 'serious-misconduct', 'employer-transfer'],
  'trial-broken',
];

/** Durable, transitional or positive: any work, whatever its length, any training on the list, another enterprise. */
function iae({ reason }: NonNullable<Parcours['exit']>): Verdict {
  const counted = ['job', 'other-siae', 'training-qualifying', 'training-prequalifying'];
  return counted.includes(reason) ? 'counts' : 'does not';
}

/** Training, or another enterprise that helps into work: said as such, or by the contract there. */
function isStrictlyPositive({ exit }: Parcours | ErasedParcours): boolean {
  const { reason, contract } = exit!;
  if (['other-siae', 'training-qualifying', 'training-prequalifying'].includes(reason)) return true;
  return reason === 'job' && ['permanent-insertion', 'fixed-term-insertion', 'tremplin'].includes(contract!.kind);
}

/** Work without an end, or of six months at least. */
function iaeDurable({ reason, contract }: NonNullable<Parcours['exit']>): Verdict {
  if (reason !== 'job') return 'does not';
  const { kind, startsOn, endsOn } = contract!;
  if (['permanent', 'civil-servant', 'business-creation', 'self-employed'].includes(kind)) return 'counts';
  const sixMonths = ['fixed-term', 'temporary', 'seasonal', 'portage', 'apprenticeship', 'professionalisation'];
  if (!sixMonths.includes(kind)) return 'does not';
  if (endsOn === 'unknown') return 'hangs on its end';
  return addMonths(startsOn, 6) <= addDays(endsOn!, 1) ? 'counts' : 'does not';
}

function rate(
  exited: readonly (Parcours | ErasedParcours)[],
  leftOut: readonly string[],
  verdictOf: (exit: NonNullable<Parcours['exit']>) => Verdict,
): Counted {
  const counted = exited.filter(({ exit }) => !leftOut.includes(exit!.reason));
  const kept = counted.map(({ exit }) => exit!);
  const numerator = kept.filter((exit) => verdictOf(exit) === 'counts').length;
  return {
    value: kept.length === 0 ? null : numerator / kept.length,
    numerator,
    strictlyPositive: null,
    denominator: kept.length,
    neutralised: exited.length - kept.length,
    unknown: kept.filter(({ reason }) => reason === 'unknown').length,
    undetermined: kept.filter((exit) => verdictOf(exit) === 'hangs on its end').length,
    erased: counted.filter(isOfErased).length,
  };
}

function count(value: number, erased: number): Counted {
  const nothing = { strictlyPositive: null, denominator: null, neutralised: 0, unknown: 0, undetermined: 0 };
  return { value, numerator: value, ...nothing, erased };
}

function isOfErased(one: Parcours | ErasedParcours): boolean {
  return 'endKnown' in one;
}
