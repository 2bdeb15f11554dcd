import { frenchDay, type Life, type Violation } from '@jalons/event-log';
import type { ParcoursEvent } from '../parcours.events.js';
import type { ReferencesOfFamily } from '../steps/references.js';
import { threadViolations, type Thread } from '../steps/threads.js';
import type { TrainingEvent } from './training.events.js';

const TRAINING = [{ field: 'training', types: ['TrainingStarted'] }] as const;

export const TRAINING_REFERENCES: ReferencesOfFamily<TrainingEvent> = {
  TrainingStarted: [{ field: 'admission', types: ['TrainingAdmitted'] }],
  TrainingAbsenceReported: TRAINING,
  TrainingCompleted: TRAINING,
  TrainingAbandoned: TRAINING,
};

const TRAINING_ENDS = ['TrainingCompleted', 'TrainingAbandoned'] as const;

const THREADS: readonly Thread<ParcoursEvent>[] = [
  {
    field: 'admission',
    once: [['TrainingStarted']],
    ends: [],
    code: 'admission-started-twice',
    message: 'La formation de cette admission a déjà commencé.',
  },
  {
    field: 'training',
    once: [TRAINING_ENDS],
    ends: [],
    code: 'training-ended-twice',
    message: 'La fin de cette formation est déjà enregistrée : corrigez-la si elle est fausse.',
  },
];

/** A training starts once per admission and ends once; an absence lies inside it. */
export function trainingViolations(life: Life<ParcoursEvent>): readonly Violation[] {
  return [...THREADS.flatMap((thread) => threadViolations(life, thread)), ...absencesOutside(life)];
}

/** Reported when it may be, an absence begins after the start and not after the end of its training. */
function absencesOutside(life: Life<ParcoursEvent>): readonly Violation[] {
  return life.steps.flatMap((absence): readonly Violation[] => {
    if (absence.type !== 'TrainingAbsenceReported') return [];
    const { from, training } = absence.data;
    const root = life.rootOf(training);
    const start = life.entryOf(training);
    const end = life.steps.find(
      (event) =>
        (event.type === 'TrainingCompleted' || event.type === 'TrainingAbandoned') &&
        life.rootOf(event.data.training) === root,
    );
    if ((start === undefined || from >= start.occurredOn) && (end === undefined || from <= end.occurredOn)) return [];
    return [
      {
        code: 'absence-outside-training',
        message: `L’absence du ${frenchDay(from)} n’est pas dans les dates de cette formation.`,
        field: '/from',
        entries: [life.rootOf(absence.eventId)],
      },
    ];
  });
}
