import { frenchDay, type Life, type Violation } from '@jalons/event-log';
import { addDays, dayInRange, type CivilDate, type Uuid, overlappingPairs, type Period } from '@jalons/kernel';
import type { ParcoursEvent } from '../parcours.events.js';
import type { ReferencesOfFamily } from '../steps/references.js';
import { followersOf, threadViolations, type Thread } from '../steps/threads.js';
import type { PauseEvent } from './pause.events.js';

export const PAUSE_REFERENCES: ReferencesOfFamily<PauseEvent> = {
  PauseLifted: [{ field: 'pause', types: ['PauseDeclared'] }],
  ConcernLifted: [{ field: 'concern', types: ['ConcernRaised'] }],
};

const THREADS: readonly Thread<ParcoursEvent>[] = [
  {
    field: 'pause',
    once: [['PauseLifted']],
    ends: ['PauseLifted'],
    code: 'pause-lifted-twice',
    message: 'Cette pause est déjà levée.',
  },
  {
    field: 'concern',
    once: [['ConcernLifted']],
    ends: ['ConcernLifted'],
    code: 'concern-lifted-twice',
    message: 'Cette inquiétude est déjà levée.',
  },
];

/** The days of a pause, from its declaration to its last day, or to the eve of its lifting. */
export interface Pause extends Period {
  readonly id: Uuid;
  readonly to: CivilDate;
  readonly reason: string;
}

const LIFTING: ReadonlySet<ParcoursEvent['type']> = new Set(['PauseLifted']);

export function pausesOf(life: Life<ParcoursEvent>): readonly Pause[] {
  const pauses: Pause[] = [];
  let lifts: ReturnType<typeof followersOf<ParcoursEvent>> | undefined;
  for (const event of life.steps) {
    if (event.type !== 'PauseDeclared') continue;
    lifts ??= followersOf(life, 'pause', LIFTING);
    const id = life.rootOf(event.eventId);
    const planned = addDays(dayInRange(event.data.until), 1);
    const lifted = lifts.get(id)?.[0]?.occurredOn ?? planned;
    const to = lifted < planned ? lifted : planned;
    pauses.push({ id, from: event.occurredOn, to, reason: event.data.reason });
  }
  return pauses;
}

/** Pauses share no day; each is lifted once, before it is over. */
export function pauseViolations(life: Life<ParcoursEvent>): readonly Violation[] {
  return [
    ...THREADS.flatMap((thread) => threadViolations(life, thread)),
    ...overlappingPairs(pausesOf(life)).map(([a, b]) => ({
      code: 'pause-overlap',
      message: `Une pause est déjà déclarée à partir du ${frenchDay(a.from)} : levez-la d’abord.`,
      field: '/occurredOn',
      entries: [a.id, b.id],
    })),
    ...life.steps.flatMap((event): readonly Violation[] => {
      if (event.type !== 'PauseLifted') return [];
      const pause = life.entryOf(event.data.pause);
      if (pause?.type !== 'PauseDeclared' || event.occurredOn <= pause.data.until) return [];
      return [
        {
          code: 'pause-already-over',
          message: `Cette pause s’est terminée d’elle-même le ${frenchDay(pause.data.until)}.`,
          field: '/occurredOn',
          entries: [life.rootOf(event.eventId)],
        },
      ];
    }),
  ];
}
