import type { Entry } from '../../../api/contract.js';
import { dayIn, textIn, wordsIn } from './entry-data.js';

/** A stretch of time; `to` absent while it goes on. */
interface Stretch {
  readonly id: string;
  readonly from: string;
  readonly to?: string;
}

/** A structure taking part, from its joining to its leaving or the exit. */
export interface Support extends Stretch {
  readonly structure: string;
  readonly supportKind?: string;
  readonly role?: string;
}

/** A handover between two structures, with each day that is known of it. */
export interface Orientation {
  readonly id: string;
  readonly fromStructure?: string;
  readonly toStructure: string;
  readonly scheme?: string;
  readonly transfersReferent: boolean;
  /** The receiver has no account: the sender records its answers. */
  readonly onBehalf: boolean;
  readonly proposedOn: string;
  readonly acceptedOn?: string;
  readonly startedOn?: string;
  /** Declined, withdrawn, lapsed, or closed after its start. */
  readonly endedOn?: string;
}

export interface Training extends Stretch {
  readonly title?: string;
  readonly provider?: string;
  readonly expectedEnd?: string;
  readonly completed: boolean;
  readonly absences: readonly { readonly id: string; readonly on: string }[];
  readonly entry: Entry;
}

export interface Job extends Stretch {
  readonly employer?: string;
  readonly contract?: string;
  /** The last day of the contract; absent when it has none or nobody knows it. */
  readonly expectedEnd?: string;
  readonly entry: Entry;
}

/** An action or a pause. */
export interface Interval extends Stretch {
  readonly kind: 'action' | 'pause';
  readonly code?: string;
  readonly expectedEnd?: string;
  readonly structure?: string;
}

/** Something to come: an appointment or a next action, until an entry answers it. */
export interface Plan {
  readonly id: string;
  readonly kind: 'appointment' | 'action';
  readonly on: string;
  readonly time?: string;
  readonly what?: string;
  readonly structure?: string;
}

export interface Barrier {
  readonly id: string;
  /** What actions on it name. */
  readonly barrierId?: string;
  readonly theme: string;
  readonly blocking: boolean;
  readonly liftedOn?: string;
}

/** An employer that somebody was introduced to, until it has answered. */
export interface Introduction {
  readonly id: string;
  readonly on: string;
  readonly company?: string;
  readonly closedOn?: string;
}

/** What worries a professional, until it no longer does. */
export interface Concern {
  readonly id: string;
  readonly on: string;
  readonly note?: string;
  readonly liftedOn?: string;
}

/** What the entries of a parcours say, put together: each thing with its beginning, its answers and its end. */
export interface Story {
  readonly supports: readonly Support[];
  readonly orientations: readonly Orientation[];
  readonly trainings: readonly Training[];
  readonly jobs: readonly Job[];
  readonly intervals: readonly Interval[];
  readonly plans: readonly Plan[];
  readonly barriers: readonly Barrier[];
  readonly introductions: readonly Introduction[];
  readonly concerns: readonly Concern[];
  /** The entry that designated the referent of today. */
  readonly assignment?: { readonly id: string; readonly professional: string };
  /** The exit in force. */
  readonly exit?: { readonly id: string; readonly on: string };
  readonly exitedOn?: string;
  readonly entrySituationKnown: boolean;
  /** The situation six months after the exit in force was recorded. */
  readonly followedUp: boolean;
}

/**
 * Reads the entries in force. An entry that follows another names its id; after a correction it names the first of the
 * chain, which is why ids are compared by their root.
 */
export function storyOf(all: readonly Entry[]): Story {
  const rootOf = roots(all);
  const entries = all.filter(({ voided }) => !voided).toSorted((a, b) => a.occurredOn.localeCompare(b.occurredOn));
  const ofType = (...types: string[]) => entries.filter(({ type }) => types.includes(type));
  const answersTo = (entry: Entry, member: string, ...types: string[]) =>
    ofType(...types).filter(({ data }) => rootOf(textIn(data, member)) === rootOf(entry.eventId));
  const answer = (entry: Entry, member: string, ...types: string[]) => answersTo(entry, member, ...types)[0];
  const exit = exitOf(entries, rootOf);
  const exitedOn = exit?.occurredOn;

  const orientations = ofType('OrientationProposed').map((entry): Orientation => {
    const on = (...types: string[]) => answer(entry, 'orientation', ...types)?.occurredOn;
    return known({
      id: entry.eventId,
      fromStructure: textIn(entry.data, 'fromStructure') ?? entry.structure?.id,
      toStructure: textIn(entry.data, 'toStructure') ?? '',
      scheme: textIn(entry.data, 'scheme'),
      transfersReferent: entry.data['transfersReferent'] === true,
      onBehalf: entry.data['onBehalfOf'] !== undefined,
      proposedOn: entry.occurredOn,
      acceptedOn: on('OrientationAccepted'),
      startedOn: on('OrientationStarted'),
      endedOn: on('OrientationDeclined', 'OrientationWithdrawn', 'OrientationLapsed', 'OrientationClosed'),
    });
  });

  const joined = ofType('ParcoursOpened', 'StructureJoined').flatMap((entry): Support[] => {
    const structure = textIn(entry.data, 'structure') ?? entry.structure?.id;
    if (structure === undefined) return [];
    return [
      known({
        id: entry.eventId,
        structure,
        supportKind: textIn(entry.data, 'supportKind'),
        role: wordsIn(entry.data, 'role'),
        from: entry.occurredOn,
        to: answer(entry, 'membership', 'StructureLeft')?.occurredOn ?? exitedOn,
      }),
    ];
  });

  return known({
    supports: [...joined, ...received(orientations, joined, exitedOn)],
    orientations,
    trainings: ofType('TrainingStarted').map((entry): Training => {
      const completion = answer(entry, 'training', 'TrainingCompleted');
      const end = completion ?? answer(entry, 'training', 'TrainingAbandoned');
      return known({
        id: entry.eventId,
        entry,
        title: wordsIn(entry.data, 'title'),
        provider: wordsIn(entry.data, 'provider'),
        from: entry.occurredOn,
        expectedEnd: dayIn(entry.data, 'expectedEnd'),
        to: end?.occurredOn,
        completed: completion !== undefined,
        absences: answersTo(entry, 'training', 'TrainingAbsenceReported').map((absence) => ({
          id: absence.eventId,
          on: dayIn(absence.data, 'from') ?? absence.occurredOn,
        })),
      });
    }),
    jobs: ofType('JobStarted').map((entry): Job =>
      known({
        id: entry.eventId,
        entry,
        employer: wordsIn(entry.data, 'employer'),
        contract: textIn(entry.data, 'contract'),
        from: entry.occurredOn,
        expectedEnd: dayIn(entry.data, 'expectedEnd'),
        to: answer(entry, 'job', 'JobEnded')?.occurredOn,
      }),
    ),
    intervals: ofType('ActionStarted', 'PauseDeclared').map((entry): Interval => {
      const pause = entry.type === 'PauseDeclared';
      const end = pause ? answer(entry, 'pause', 'PauseLifted') : answer(entry, 'action', 'ActionEnded');
      return known({
        id: entry.eventId,
        kind: pause ? 'pause' : 'action',
        code: textIn(entry.data, pause ? 'reason' : 'kind'),
        structure: entry.structure?.id,
        from: entry.occurredOn,
        expectedEnd: dayIn(entry.data, 'until'),
        to: end?.occurredOn ?? exitedOn,
      });
    }),
    plans: [...appointments(ofType, answersTo), ...nextActions(ofType, answer)],
    barriers: ofType('BarrierIdentified').map((entry): Barrier => {
      return known({
        id: entry.eventId,
        barrierId: textIn(entry.data, 'barrierId'),
        theme: textIn(entry.data, 'theme') ?? '',
        blocking: entry.data['blocking'] === true,
        liftedOn: answer(entry, 'barrier', 'BarrierLifted')?.occurredOn,
      });
    }),
    introductions: ofType('IntroducedToEmployer').map((entry): Introduction =>
      known({
        id: entry.eventId,
        on: entry.occurredOn,
        company: wordsIn(entry.data, 'company'),
        closedOn: answer(entry, 'introduction', 'IntroductionClosed')?.occurredOn,
      }),
    ),
    concerns: ofType('ConcernRaised').map((entry): Concern =>
      known({
        id: entry.eventId,
        on: entry.occurredOn,
        note: textIn(entry.data, 'note'),
        liftedOn: answer(entry, 'concern', 'ConcernLifted')?.occurredOn,
      }),
    ),
    assignment: assignmentOf(ofType, answersTo),
    exit: exit === undefined ? undefined : { id: exit.eventId, on: exit.occurredOn },
    exitedOn,
    entrySituationKnown: ofType('EntrySituationRecorded').length > 0,
    followedUp: exit !== undefined && answer(exit, 'exit', 'SituationAtSixMonthsRecorded') !== undefined,
  });
}

/** A receiver that has met the person takes part, whether or not an entry of its joining says so. */
function received(orientations: readonly Orientation[], joined: readonly Support[], exitedOn: string | undefined) {
  return orientations
    .filter(({ startedOn, toStructure }) => startedOn !== undefined && !joined.some((s) => s.structure === toStructure))
    .map((orientation): Support =>
      known({
        id: orientation.id,
        structure: orientation.toStructure,
        from: orientation.startedOn ?? orientation.proposedOn,
        to: orientation.endedOn ?? exitedOn,
      }),
    );
}

type OfType = (...types: string[]) => Entry[];
type AnswersTo = (entry: Entry, member: string, ...types: string[]) => Entry[];

function appointments(ofType: OfType, answersTo: AnswersTo): Plan[] {
  return ofType('AppointmentScheduled').flatMap((entry): Plan[] => {
    const closing = ['Honoured', 'Excused', 'Missed', 'Cancelled'].map((end) => `Appointment${end}`);
    if (answersTo(entry, 'appointment', ...closing).length > 0) return [];
    const moved = answersTo(entry, 'appointment', 'AppointmentRescheduled').at(-1) ?? entry;
    const at = moved.data['at'];
    const on = dayIn(at, 'on');
    if (on === undefined) return [];
    return [
      known({
        id: entry.eventId,
        kind: 'appointment',
        on,
        time: textIn(at, 'time'),
        what: wordsIn(moved.data, 'place') ?? wordsIn(entry.data, 'place'),
        structure: entry.structure?.id,
      }),
    ];
  });
}

function nextActions(ofType: OfType, answer: (...args: Parameters<AnswersTo>) => Entry | undefined): Plan[] {
  return ofType('NextActionPlanned').flatMap((entry): Plan[] => {
    const on = dayIn(entry.data, 'dueOn');
    if (on === undefined || answer(entry, 'nextAction', 'NextActionDone') !== undefined) return [];
    const what = wordsIn(entry.data, 'what');
    return [known({ id: entry.eventId, kind: 'action', on, what, structure: entry.structure?.id })];
  });
}

/** The last designation that nothing has ended; the one before ends with the next by itself. */
function assignmentOf(ofType: OfType, answersTo: AnswersTo): Story['assignment'] {
  const last = ofType('ReferentAssigned').at(-1);
  const professional = last === undefined ? undefined : textIn(last.data, 'professional');
  if (last === undefined || professional === undefined) return undefined;
  return answersTo(last, 'assignment', 'ReferentReleased').length > 0 ? undefined : { id: last.eventId, professional };
}

/** A reopening removes the exit that it names. */
function exitOf(entries: readonly Entry[], rootOf: (id: string | undefined) => string | undefined) {
  const reopened = new Set(
    entries.filter(({ type }) => type === 'ParcoursReopened').map(({ data }) => rootOf(textIn(data, 'exit'))),
  );
  return entries.findLast(({ type, eventId }) => type === 'ParcoursExited' && !reopened.has(rootOf(eventId)));
}

function roots(entries: readonly Entry[]): (id: string | undefined) => string | undefined {
  const corrected = new Map(entries.flatMap(({ eventId, corrects }) => (corrects ? [[eventId, corrects]] : [])));
  return (id) => {
    let root = id;
    for (let step = 0; root !== undefined && step <= corrected.size; step++) {
      const earlier = corrected.get(root);
      if (earlier === undefined) return root;
      root = earlier;
    }
    return root;
  };
}

type Known<Value> = { [Key in keyof Value as undefined extends Value[Key] ? never : Key]: Value[Key] } & {
  [Key in keyof Value as undefined extends Value[Key] ? Key : never]?: Exclude<Value[Key], undefined>;
};

/** Leaves out what is not known, so that an absent member is the one way to say so. */
function known<const Value extends object>(value: Value): Known<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Known<Value>;
}
