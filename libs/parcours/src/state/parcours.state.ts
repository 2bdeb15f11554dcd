import type { Life, LifeEvent } from '@jalons/event-log';
import { type CivilDate, type Uuid, holdsOn } from '@jalons/kernel';
import type { NextActor } from '../contact/contact.events.js';
import { sixMonthsDueOn } from '../exit/exit.rules.js';
import type { ParcoursEntry, ParcoursEvent } from '../parcours.events.js';
import { parcoursLife } from '../parcours.life.js';
import { assignmentsOf, takingPartIn, type Assignment, type Membership } from '../participation/participants.js';
import { followersOf } from '../steps/threads.js';
import { lastContactOf } from './contacts.js';

export interface PlannedAction {
  readonly id: Uuid;
  readonly what: string;
  readonly dueOn: CivilDate;
  readonly who: NextActor;
}

/** What a parcours has come to; entries are named by the first of their chain of corrections. */
export interface ParcoursState {
  /** `unopened` where the opening was voided. */
  readonly status: 'unopened' | 'open' | 'exited';
  readonly beneficiaryId: Uuid | null;
  readonly openedOn: CivilDate | null;
  readonly entryChannel: string | null;
  /** The exit that stands, and its day. */
  readonly exit: Uuid | null;
  readonly exitedOn: CivilDate | null;
  readonly exitReason: string | null;
  /** Who answers for it, or did at the exit; null without anybody. */
  readonly referent: Assignment | null;
  /** The structures that take part, or did at the exit, in order of arrival; the last that left, where there are none. */
  readonly structures: readonly Membership[];
  /** The last day on which the person herself was reached or met; null where she never was. */
  readonly lastContactOn: CivilDate | null;
  /** Not done yet, the first due first. */
  readonly nextActions: readonly PlannedAction[];
  readonly entrySituationRecorded: boolean;
  /** When the situation at six months is due; null without an exit, or once it is recorded. */
  readonly sixMonthsDueOn: CivilDate | null;
}

/** Folds the events of one parcours in order of life; no clock: what is due on a day is for the reader to say. */
export function parcoursStateOf(events: readonly LifeEvent<ParcoursEvent>[]): ParcoursState {
  const life = parcoursLife(events);
  const opening = life.steps.find((event) => event.type === 'ParcoursOpened');
  const exit = life.steps.find((event) => event.type === 'ParcoursExited');
  const exitedOn = exit?.occurredOn ?? null;
  const lasts = (period: Assignment) => (exitedOn === null ? period.to === null : holdsOn(period, exitedOn));
  return {
    status: opening === undefined ? 'unopened' : exit === undefined ? 'open' : 'exited',
    beneficiaryId: opening?.data.beneficiaryId ?? null,
    openedOn: opening?.occurredOn ?? null,
    entryChannel: opening?.data.entryChannel ?? null,
    exit: exit === undefined ? null : life.rootOf(exit.eventId),
    exitedOn,
    exitReason: exit?.data.reason ?? null,
    referent: assignmentsOf(life).find(lasts) ?? null,
    structures: takingPartIn(life),
    lastContactOn: lastContactOf(life),
    nextActions: nextActionsOf(life),
    entrySituationRecorded: life.steps.some(({ type }) => type === 'EntrySituationRecorded'),
    sixMonthsDueOn: followUpDueOn(life, exit),
  };
}

function nextActionsOf(life: Life<ParcoursEvent>): readonly PlannedAction[] {
  const done = followersOf(life, 'nextAction', new Set(['NextActionDone']));
  return life.steps
    .flatMap((event): readonly PlannedAction[] => {
      const id = life.rootOf(event.eventId);
      if (event.type !== 'NextActionPlanned' || done.has(id)) return [];
      const { what, dueOn, who } = event.data;
      return [{ id, what, dueOn, who }];
    })
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)));
}

function followUpDueOn(life: Life<ParcoursEvent>, exit: ParcoursEntry<'ParcoursExited'> | undefined): CivilDate | null {
  if (exit === undefined) return null;
  const recorded = followersOf(life, 'exit', new Set(['SituationAtSixMonthsRecorded']));
  return recorded.has(life.rootOf(exit.eventId)) ? null : sixMonthsDueOn(exit.occurredOn);
}
