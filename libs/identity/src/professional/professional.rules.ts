import {
  lifeOf,
  type Life,
  type LifeEvent,
  openedBy,
  referenceViolations,
  type ReferencesOf,
  type Violation,
} from '@jalons/event-log';
import { repeats } from '@jalons/kernel';
import type { ProfessionalEvent } from './professional.events.js';
import { type HeldDays, type Mandate, professionalState, shareADay } from './professional.state.js';

const RULES = openedBy<ProfessionalEvent>('ProfessionalRegistered');

/** The life of a professional as their stream tells it. */
export function professionalLife(events: readonly LifeEvent<ProfessionalEvent>[]): Life<ProfessionalEvent> {
  return lifeOf(events, RULES);
}

export const professionalReferences: ReferencesOf<ProfessionalEvent> = (event) => {
  if (event.type === 'MandateEnded') {
    return [{ field: '/mandate', eventId: event.data.mandate, types: ['MandateGranted'], ordered: false }];
  }
  if (event.type === 'AbsenceCancelled') {
    return [{ field: '/absence', eventId: event.data.absence, types: ['AbsenceDeclared'], ordered: false }];
  }
  return [];
};

/** Every invariant that a professional's stream breaks. */
export function professionalViolations(events: readonly LifeEvent<ProfessionalEvent>[]): readonly Violation[] {
  const life = professionalLife(events);
  const { mandates, absences } = professionalState(life.inForce);
  return [
    ...referenceViolations(life, professionalReferences),
    ...endsBeforeBeginning(mandates, 'mandate-ends-before-it-begins', 'Le mandat finirait avant de commencer.'),
    ...endsBeforeBeginning(absences, 'absence-ends-before-it-begins', "L'absence finirait avant de commencer."),
    ...overlapping(mandates, sameRight, 'mandate-already-held', 'Ce mandat est déjà tenu sur une partie de ces dates.'),
    ...overlapping(
      absences,
      () => true,
      'absence-overlap',
      'Une absence est déjà déclarée sur une partie de ces dates.',
    ),
    ...repeatedEnds(life),
  ];
}

function sameRight(a: Mandate, b: Mandate): boolean {
  return a.role === b.role && a.structure === b.structure && a.territory === b.territory;
}

/** A mandate ended on its first day was never held, which is how one granted by mistake is taken back at once. */
function endsBeforeBeginning(periods: readonly HeldDays[], code: string, message: string): readonly Violation[] {
  return periods
    .filter(({ from, until }) => until !== null && until < from)
    .map(({ id }) => ({ code, message, entries: [id], field: '/to' }));
}

function overlapping<Period extends HeldDays>(
  periods: readonly Period[],
  same: (a: Period, b: Period) => boolean,
  code: string,
  message: string,
): readonly Violation[] {
  return periods.flatMap((a, index) =>
    periods
      .slice(index + 1)
      .filter((b) => same(a, b) && shareADay(a, b))
      .map((b) => ({ code, message, entries: [a.id, b.id], field: '/from' })),
  );
}

function repeatedEnds(life: Life<ProfessionalEvent>): readonly Violation[] {
  const ends = life.inForce.flatMap((event) => {
    if (event.type === 'MandateEnded') {
      return [
        { eventId: event.eventId, target: life.rootOf(event.data.mandate), message: 'Ce mandat a déjà pris fin.' },
      ];
    }
    if (event.type !== 'AbsenceCancelled') return [];
    return [
      { eventId: event.eventId, target: life.rootOf(event.data.absence), message: 'Cette absence est déjà annulée.' },
    ];
  });
  return repeats(ends, ({ target }) => target).map(({ eventId, target, message }) => ({
    code: 'already-ended',
    message,
    entries: [target, eventId],
  }));
}
