import type { Life } from '@jalons/event-log';
import { addDays, type CivilDate } from '@jalons/kernel';
import type { OrUnknown, ParcoursEntry, ParcoursEvent } from '@jalons/parcours';
import type { Answers } from './answers.js';

/** Where a person is on a day; the first that holds, in this order (risk.md § 1). */
export type Phase = 'pause' | 'job' | 'training' | 'waiting-start' | 'outreach' | 'support';

/** A stretch of days on [from, to); open-ended where `to` is null. */
interface Stretch {
  readonly phase: Phase;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

/** What the phase of any day is read from: nothing here depends on the day it is read. */
export interface Phases {
  readonly stretches: readonly Stretch[];
  /** Entered by outreach, and neither assessed, trained, hired, admitted nor signed yet. */
  readonly outreach: boolean;
}

const ORDER = ['pause', 'job', 'training', 'waiting-start'] as const satisfies readonly Phase[];

/** An end that nobody recorded counts until its expected day and 30 days more. */
const UNRECORDED_END_DAYS = 30;
/** A start is waited for until 7 days after its day, 90 days after the admission or signature at most. */
const WAITING_DAYS = { afterStart: 7, afterPromise: 90 };

const ENDS_OUTREACH: ReadonlySet<ParcoursEvent['type']> = new Set([
  'AssessmentRecorded',
  'TrainingAdmitted',
  'TrainingStarted',
  'JobSigned',
  'JobStarted',
]);

/** The phase of an open parcours on a day. */
export function phaseOn({ stretches, outreach }: Phases, day: CivilDate): Phase {
  const holding = stretches.filter(({ from, to }) => from <= day && (to === null || day < to));
  const first = ORDER.find((phase) => holding.some((stretch) => stretch.phase === phase));
  return first ?? (outreach ? 'outreach' : 'support');
}

/** Reads the phases of a life. */
export function phasesOf(life: Life<ParcoursEvent>, answers: Answers): Phases {
  const opening = life.steps.find((event) => event.type === 'ParcoursOpened');
  return {
    stretches: life.steps.flatMap((event) => stretchesOf(event, answers)),
    outreach: opening?.data.entryChannel === 'outreach' && !life.steps.some(({ type }) => ENDS_OUTREACH.has(type)),
  };
}

function stretchesOf(event: ParcoursEntry, answers: Answers): readonly Stretch[] {
  const from = event.occurredOn;
  switch (event.type) {
    case 'PauseDeclared': {
      const lifted = answers.first(event.eventId, 'PauseLifted')?.occurredOn;
      return [{ phase: 'pause', from, to: lifted ?? addDays(event.data.until, 1) }];
    }
    case 'JobStarted': {
      const ended = answers.first(event.eventId, 'JobEnded')?.occurredOn;
      return [{ phase: 'job', from, to: ended ?? unrecorded(event.data.expectedEnd) }];
    }
    case 'TrainingStarted': {
      const ended = answers.first(event.eventId, 'TrainingCompleted', 'TrainingAbandoned')?.occurredOn;
      return [{ phase: 'training', from, to: ended ?? unrecorded(event.data.expectedEnd) }];
    }
    case 'TrainingAdmitted':
      return [waiting(from, event.data.startsOn, answers.first(event.eventId, 'TrainingStarted'))];
    case 'JobSigned':
      return [waiting(from, event.data.startsOn, answers.first(event.eventId, 'JobStarted'))];
    default:
      return [];
  }
}

function waiting(promised: CivilDate, startsOn: CivilDate, started: ParcoursEntry | undefined): Stretch {
  const last = [addDays(startsOn, WAITING_DAYS.afterStart), addDays(promised, WAITING_DAYS.afterPromise)].toSorted();
  return { phase: 'waiting-start', from: promised, to: started?.occurredOn ?? addDays(last[0]!, 1) };
}

function unrecorded(expectedEnd: OrUnknown<CivilDate> | undefined): CivilDate | null {
  if (expectedEnd === undefined || expectedEnd === 'unknown') return null;
  return addDays(expectedEnd, UNRECORDED_END_DAYS + 1);
}
