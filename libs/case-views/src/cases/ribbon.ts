import type { Life, LifeEvent } from '@jalons/event-log';
import { addDays, type CivilDate, civilDateOf } from '@jalons/kernel';
import {
  followersOf,
  gapsOf,
  isContact,
  isPending,
  orientationsOf,
  type ParcoursEntry,
  type ParcoursEvent,
  type PhasePeriods,
} from '@jalons/parcours';

export const SPAN_KINDS = ['support', 'training', 'job', 'action', 'orientation', 'pause', 'gap'] as const;
export const CONTACT_KINDS = ['reached', 'attempted', 'missed'] as const;

/** Days from `from` to the eve of `to`; going on without one. */
export interface RibbonSpan {
  readonly kind: (typeof SPAN_KINDS)[number];
  readonly from: CivilDate;
  readonly to?: CivilDate;
}

/** The last year of a parcours in small: kinds and days alone. */
export interface Ribbon {
  readonly spans: readonly RibbonSpan[];
  readonly contacts: readonly { readonly on: CivilDate; readonly outcome: (typeof CONTACT_KINDS)[number] }[];
}

/** A year before the last entry: whoever looks later sees less of it. */
const DAYS = 366;
/** More would not be told apart. */
const MOST_CONTACTS = 60;
/** Later than any day of a parcours: what goes on until then goes on. */
const NEVER = civilDateOf('9000-01-01');

const PHASE_KINDS: Readonly<Partial<Record<PhasePeriods['periods'][number]['phase'], RibbonSpan['kind']>>> = {
  pause: 'pause',
  'in-job': 'job',
  'in-training': 'training',
};

/** Reads the ribbon of a life that was opened. */
export function ribbonOf(
  events: readonly LifeEvent<ParcoursEvent>[],
  life: Life<ParcoursEvent>,
  { periods }: PhasePeriods,
): Ribbon {
  const openedOn = life.steps.find(({ type }) => type === 'ParcoursOpened')!.occurredOn;
  const exitedOn = life.steps.find(({ type }) => type === 'ParcoursExited')?.occurredOn ?? NEVER;
  const lastOn = life.steps.reduce((last, { occurredOn }) => (occurredOn > last ? occurredOn : last), openedOn);
  const since = addDays(lastOn, -DAYS);
  const days: readonly Days[] = [
    { kind: 'support', from: openedOn, to: exitedOn },
    ...periods.flatMap(({ phase, from, to }) => {
      const kind = PHASE_KINDS[phase];
      return kind === undefined ? [] : [{ kind, from, to: to ?? NEVER }];
    }),
    ...actionsOf(life),
    ...orientationsOf(life).map((one) => ({
      kind: 'orientation' as const,
      from: one.proposal.occurredOn,
      to: isPending(one) ? NEVER : (one.started ?? one.lost)!.occurredOn,
    })),
    ...gapsOf(events, NEVER).map(({ from, to }) => ({
      kind: 'gap' as const,
      from,
      to: to >= NEVER ? NEVER : addDays(to, 1),
    })),
  ];
  return {
    spans: days
      .map(({ kind, from, to }) => ({ kind, from, to: to < exitedOn ? to : exitedOn }))
      .filter(({ from, to }) => from < to && to > since)
      .map(({ kind, from, to }) => (to === NEVER ? { kind, from } : { kind, from, to })),
    contacts: life.steps
      .flatMap((event) => contactOf(event))
      .filter(({ on }) => on > since)
      .slice(-MOST_CONTACTS),
  };
}

interface Days {
  readonly kind: RibbonSpan['kind'];
  readonly from: CivilDate;
  readonly to: CivilDate;
}

function actionsOf(life: Life<ParcoursEvent>): readonly Days[] {
  const ends = followersOf(life, 'action', new Set(['ActionEnded']));
  return life.steps.flatMap((event) => {
    if (event.type !== 'ActionStarted') return [];
    const [end] = ends.get(life.rootOf(event.eventId)) ?? [];
    return [{ kind: 'action' as const, from: event.occurredOn, to: end?.occurredOn ?? NEVER }];
  });
}

function contactOf(event: ParcoursEntry): Ribbon['contacts'] {
  const { type, occurredOn: on } = event;
  if (isContact(event)) return [{ on, outcome: 'reached' }];
  if (type === 'ContactAttempted') return [{ on, outcome: 'attempted' }];
  return type === 'AppointmentMissed' ? [{ on, outcome: 'missed' }] : [];
}
