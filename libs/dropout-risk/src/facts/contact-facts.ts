import type { Life } from '@jalons/event-log';
import type { CivilDate } from '@jalons/kernel';
import { followersOf, isContact, type ParcoursEntry, type ParcoursEvent } from '@jalons/parcours';
import type { Fact, FactOf } from './fact.js';
import type { Appointment, Meeting, ParcoursFacts } from './parcours-facts.js';

/** Contact outcome by which a person asks not to be contacted again (nomenclature `contact-outcomes`). */
const NO_FURTHER_CONTACT = 'no-further-contact';

/** The last contact between the opening and the exit; the first one of its day, so that a second one moves nothing. */
export function lastContactIn(
  life: Life<ParcoursEvent>,
  openedOn: CivilDate,
  exitedOn: CivilDate | null,
  factOf: FactOf,
): Pick<ParcoursFacts, 'lastContact' | 'noContactWanted'> {
  const contacts = life.steps.filter(
    (event) => event.occurredOn >= openedOn && (exitedOn === null || event.occurredOn <= exitedOn) && isContact(event),
  );
  const last = contacts.at(-1);
  if (last === undefined) return { lastContact: null, noContactWanted: null };
  const first = contacts.find(({ occurredOn }) => occurredOn === last.occurredOn)!;
  const refused = last.type === 'ContactAttempted' && last.data.outcome === NO_FURTHER_CONTACT;
  return { lastContact: factOf(first), noContactWanted: refused ? factOf(last) : null };
}

/** Attempts, since the opening, that reached nobody. */
export function attemptsIn(life: Life<ParcoursEvent>, openedOn: CivilDate, factOf: FactOf): ParcoursFacts['attempts'] {
  return life.steps.flatMap((event): readonly (Fact & { readonly channel: string })[] =>
    event.type === 'ContactAttempted' && event.data.reached === 'nobody' && event.occurredOn >= openedOn
      ? [{ ...factOf(event), channel: event.data.channel }]
      : [],
  );
}

/** Appointments that the person kept or missed since the opening, in order of life. */
export function meetingsIn(life: Life<ParcoursEvent>, openedOn: CivilDate, factOf: FactOf): readonly Meeting[] {
  return life.steps.flatMap((event): readonly Meeting[] =>
    (event.type === 'AppointmentMissed' || event.type === 'AppointmentHonoured') && event.occurredOn >= openedOn
      ? [{ ...factOf(event), missed: event.type === 'AppointmentMissed' }]
      : [],
  );
}

const FOLLOW_UPS = new Set<ParcoursEvent['type']>([
  'AppointmentRescheduled',
  'AppointmentHonoured',
  'AppointmentMissed',
  'AppointmentExcused',
  'AppointmentCancelled',
]);

/** Appointments without issue, on the day to which they were last moved. */
export function appointmentsIn(life: Life<ParcoursEvent>, factOf: FactOf): readonly Appointment[] {
  const followers = followersOf(life, 'appointment', FOLLOW_UPS);
  return life.steps.flatMap((event): readonly Appointment[] => {
    if (event.type !== 'AppointmentScheduled') return [];
    const suite = followers.get(life.rootOf(event.eventId)) ?? [];
    const moves = suite.filter((one): one is ParcoursEntry<'AppointmentRescheduled'> => isMove(one));
    if (moves.length < suite.length) return [];
    const lastMove = moves.toSorted((a, b) => compare(a.occurredOn, b.occurredOn)).at(-1);
    return [{ ...factOf(event), plannedOn: (lastMove ?? event).data.at.on }];
  });
}

function isMove(event: ParcoursEntry): boolean {
  return event.type === 'AppointmentRescheduled';
}

function compare(a: CivilDate, b: CivilDate): number {
  return a < b ? -1 : Number(a > b);
}
