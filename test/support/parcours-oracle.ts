import type { ParcoursEvent } from '@jalons/parcours';

/** An event of a history, as little as the oracle needs of it. */
export interface Told {
  readonly eventId: string;
  readonly type: ParcoursEvent['type'];
  readonly data: Readonly<Record<string, unknown>>;
  readonly occurredOn: string;
  readonly recordedOn: string;
  readonly corrects?: string;
}

const AFTER_EXIT = /^(Contact|Appointment|NextAction|SituationAtSixMonths|Orientation(Declined|Withdrawn|Lapsed))/;
const NAMING = [
  'orientation',
  'assignment',
  'membership',
  'appointment',
  'nextAction',
  'training',
  'admission',
  'introduction',
  'signature',
  'job',
  'action',
  'barrier',
  'pause',
  'concern',
  'exit',
];

/**
 * What is wrong with a history, found the slow way and without the product's rules of life: entry by entry, day by day.
 * Written from domain.md §§ 2 and 3 alone.
 */
export function wrongWith(history: readonly Told[]): readonly string[] {
  const wrong: string[] = [];
  const voided = new Set<unknown>();
  for (const event of [...history].reverse()) {
    if (event.type === 'EntryVoided' && !voided.has(event.eventId)) voided.add(event.data.eventId);
  }
  const standing = history.filter(({ eventId, type }) => type !== 'EntryVoided' && !voided.has(eventId));
  const first = (id: unknown): unknown => {
    const found = history.find(({ eventId }) => eventId === id);
    return found?.corrects === undefined ? id : first(found.corrects);
  };
  const named = (id: unknown) => standing.filter(({ eventId }) => first(eventId) === first(id));
  const all = (type: string) => standing.filter((event) => event.type === type);
  const about = (type: string, field: string, entry: Told) =>
    all(type).filter(({ data }) => data[field] !== undefined && first(data[field]) === first(entry.eventId));

  for (const event of history) {
    if (event.occurredOn > event.recordedOn) wrong.push(`${event.type} lies in the future`);
  }
  const [opening, ...otherOpenings] = all('ParcoursOpened');
  if (otherOpenings.length > 0) wrong.push('opened twice');
  if (opening === undefined && standing.length > 0) wrong.push('steps without an opening');
  for (const event of standing) {
    if (opening && event.occurredOn < opening.occurredOn && event.data.priorHistory !== true) {
      wrong.push(`${event.type} before the opening`);
    }
    for (const field of NAMING.filter((name) => event.data[name] !== undefined)) {
      const targets = named(event.data[field]);
      if (targets.length !== 1) wrong.push(`${event.type} names ${targets.length} entries`);
      if (targets.some(({ occurredOn }) => occurredOn > event.occurredOn)) wrong.push(`${event.type} comes too early`);
    }
  }

  const reopenings = all('ParcoursReopened');
  const exits = all('ParcoursExited').filter((exit) => about('ParcoursReopened', 'exit', exit).length === 0);
  if (exits.length > 1) wrong.push('exited twice');
  for (const reopening of reopenings) {
    const exit = named(reopening.data.exit)[0];
    if (exit && daysFrom(exit.occurredOn, reopening.occurredOn) > 60) wrong.push('reopened too late');
  }
  for (const exit of exits) {
    for (const event of standing) {
      const isStep = event.type !== 'ParcoursReopened' && !all('ParcoursExited').includes(event);
      if (isStep && event.occurredOn > exit.occurredOn && !AFTER_EXIT.test(event.type)) {
        wrong.push(`${event.type} after the exit`);
      }
    }
  }

  const runs = (type: string, endType: string, field: string) =>
    all(type).map((entry) => ({
      entry,
      from: entry.occurredOn,
      to: about(endType, field, entry)[0]?.occurredOn ?? '9999',
    }));
  const memberships = ['ParcoursOpened', 'StructureJoined'].flatMap((type) =>
    runs(type, 'StructureLeft', 'membership'),
  );
  const referents = runs('ReferentAssigned', 'ReferentReleased', 'assignment');
  const on = <Run extends { from: string; to: string }>(all: readonly Run[], day: string) =>
    all.filter(({ from, to }) => from <= day && day < to);
  for (const day of new Set(history.map(({ occurredOn }) => occurredOn))) {
    const held = on(referents, day);
    const present = on(memberships, day).map(({ entry }) => entry.data.structure);
    const isOpen = opening && opening.occurredOn <= day && exits.every((exit) => day <= exit.occurredOn);
    if (isOpen && present.length === 0) wrong.push('nobody takes part in an open parcours');
    if (held.length > 1) wrong.push('two referents');
    if (new Set(present).size < present.length) wrong.push('a structure takes part twice');
    if (held.some(({ entry }) => !present.includes(entry.data.structure))) wrong.push('the referent’s structure left');
    if (exits.some(({ occurredOn }) => occurredOn === day)) {
      const others =
        held.length === 0 ? present.slice(1) : present.filter((one) => one !== held[0]!.entry.data.structure);
      if (others.length > 0) wrong.push('another structure is active at the exit');
    }
    const paused = all('PauseDeclared').filter((pause) => {
      const lifted = about('PauseLifted', 'pause', pause)[0]?.occurredOn ?? '9999';
      return pause.occurredOn <= day && day <= (pause.data.until as string) && day < lifted;
    });
    if (paused.length > 1) wrong.push('two pauses at once');
  }

  for (const proposal of all('OrientationProposed')) {
    const of = (kind: string) => about(`Orientation${kind}`, 'orientation', proposal);
    const ways = [...of('Declined'), ...of('Withdrawn'), ...of('Lapsed'), ...of('Started')];
    if (ways.length > 1 || of('Accepted').length > 1 || of('Closed').length > 1)
      wrong.push('an orientation ends twice');
    const [started] = of('Started');
    if (started && !of('Accepted').some(({ occurredOn }) => occurredOn <= started.occurredOn)) {
      wrong.push('an orientation starts unaccepted');
    }
    if (of('Closed').length > 0 && !started) wrong.push('an orientation is closed that never started');
  }
  const once: readonly (readonly [string, string, string, ...string[]])[] = [
    ['AppointmentScheduled', 'appointment', 'AppointmentHonoured', 'AppointmentExcused', 'AppointmentMissed'],
    ['TrainingStarted', 'training', 'TrainingCompleted', 'TrainingAbandoned'],
    ['IntroducedToEmployer', 'introduction', 'IntroductionClosed'],
    ['JobStarted', 'job', 'JobEnded'],
    ['ActionStarted', 'action', 'ActionEnded'],
    ['BarrierIdentified', 'barrier', 'BarrierLifted'],
    ['PauseDeclared', 'pause', 'PauseLifted'],
    ['ReferentAssigned', 'assignment', 'ReferentReleased'],
    ['ParcoursExited', 'exit', 'SituationAtSixMonthsRecorded'],
  ];
  for (const [type, field, ...ends] of once) {
    for (const entry of all(type)) {
      if (ends.flatMap((end) => about(end, field, entry)).length > 1) wrong.push(`${type} ends twice`);
    }
  }
  if (all('EntrySituationRecorded').length > 1) wrong.push('two situations at entry');
  return wrong;
}

function daysFrom(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
