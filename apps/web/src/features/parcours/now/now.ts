import { daysBetween } from '../../../i18n/dates.js';
import { mayAnswer, type Standing } from '../story/standing.js';
import type { Story } from '../story/story.js';

/** The form that answers something to do, on the entry that it answers. */
export interface Answering {
  readonly kind: 'acceptance' | 'decline' | 'start' | 'trainingEnd' | 'jobEnd' | 'orientation' | 'contact';
  readonly on?: string;
  /** The one answer that whoever sent it may record: that the person does not want it. */
  readonly byPerson?: true;
}

/** One thing to do, from the most pressing. `days` is what has passed, or what is left when negative. */
export interface ToDo {
  readonly key: string;
  readonly what:
    'gap' | 'orientationProposed' | 'orientationAccepted' | 'appointment' | 'action' | 'jobEnding' | 'trainingEnding';
  readonly day: string;
  readonly days: number;
  /** The day it was due is behind us. */
  readonly late: boolean;
  readonly time?: string;
  readonly text?: string;
  readonly structure?: string;
  readonly answers: readonly Answering[];
}

/** How long before its end a contract or a training is worth preparing, in days. */
const HORIZON = 75;

/** What to do now, after what the entries leave open; nothing once the parcours is over. */
export function toDo(
  story: Story,
  gaps: readonly { from: string; to: string | null }[],
  today: string,
  standing: Standing,
): readonly ToDo[] {
  if (story.exitedOn !== undefined) return [];
  const since = (day: string) => daysBetween(day, today);
  const open = gaps
    .filter(({ to }) => to === null)
    .map(({ from }): ToDo => ({
      key: `gap-${from}`,
      what: 'gap',
      day: from,
      days: since(from),
      late: true,
      answers: [{ kind: 'orientation' }],
    }));
  return [
    ...open,
    ...[
      ...story.orientations.flatMap(orientation(since, standing)),
      ...story.plans.map(plan(since)),
      ...endings(story, since),
    ].toSorted((a, b) => Number(b.late) - Number(a.late) || a.day.localeCompare(b.day)),
  ];
}

const orientation =
  (since: (day: string) => number, standing: Standing) =>
  (o: Story['orientations'][number]): readonly ToDo[] => {
    if (o.endedOn !== undefined || o.startedOn !== undefined) return [];
    const day = o.acceptedOn ?? o.proposedOn;
    return [
      {
        key: o.id,
        what: o.acceptedOn === undefined ? 'orientationProposed' : 'orientationAccepted',
        day,
        days: since(day),
        late: false,
        structure: o.toStructure,
        answers: answersTo(o, standing),
      },
    ];
  };

function answersTo(o: Story['orientations'][number], standing: Standing): readonly Answering[] {
  const mine = mayAnswer(o, standing);
  if (o.acceptedOn !== undefined) return mine ? [{ kind: 'start', on: o.id }] : [];
  if (!mine) return [{ kind: 'decline', on: o.id, byPerson: true }];
  return [
    { kind: 'acceptance', on: o.id },
    { kind: 'decline', on: o.id },
  ];
}

const plan =
  (since: (day: string) => number) =>
  (p: Story['plans'][number]): ToDo => ({
    key: p.id,
    what: p.kind,
    day: p.on,
    days: since(p.on),
    late: since(p.on) > 0,
    ...(p.what !== undefined && { text: p.what }),
    ...(p.time !== undefined && { time: p.time }),
    answers: since(p.on) >= 0 ? [{ kind: 'contact' }] : [],
  });

function endings({ jobs, trainings }: Story, since: (day: string) => number): readonly ToDo[] {
  const ending = (kind: 'job' | 'training') => (stretch: { id: string; to?: string; expectedEnd?: string }) => {
    const { id, to, expectedEnd } = stretch;
    if (to !== undefined || expectedEnd === undefined || since(expectedEnd) < -HORIZON) return [];
    const todo: ToDo = {
      key: id,
      what: kind === 'job' ? 'jobEnding' : 'trainingEnding',
      day: expectedEnd,
      days: since(expectedEnd),
      late: since(expectedEnd) > 0,
      answers: since(expectedEnd) >= 0 ? [{ kind: kind === 'job' ? 'jobEnd' : 'trainingEnd', on: id }] : [],
    };
    return [todo];
  };
  return [...jobs.flatMap(ending('job')), ...trainings.flatMap(ending('training'))];
}
