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
  let [first, last]: [ParcoursEntry | null, ParcoursEntry | null] = [null, null];
  // From the end, as far as the first contact of the last day on which there was one.
  for (let index = life.steps.length - 1; index >= 0; index -= 1) {
    const event = life.steps[index]!;
    if (event.occurredOn < (last?.occurredOn ?? openedOn)) break;
    if ((exitedOn !== null && event.occurredOn > exitedOn) || !isContact(event)) continue;
    first = event;
    last ??= event;
  }
  if (first === null || last === null) return { lastContact: null, noContactWanted: null };
  const refused = last.type === 'ContactAttempted' && last.data.outcome === NO_FURTHER_CONTACT;
  return { lastContact: factOf(first), noContactWanted: refused ? factOf(last) : null };
}

/** Attempts, since the opening, that reached nobody. */
export function attemptsIn(life: Life<ParcoursEvent>, openedOn: CivilDate, factOf: FactOf): ParcoursFacts['attempts'] {
  const attempts: (Fact & { readonly channel: string })[] = [];
  for (const event of life.steps) {
    if (event.type !== 'ContactAttempted' || event.data.reached !== 'nobody' || event.occurredOn < openedOn) continue;
    const { id, eventId, on, at } = factOf(event);
    attempts.push({ id, eventId, on, at, channel: event.data.channel });
  }
  return attempts;
}

/** Appointments that the person kept or missed since the opening, in order of life. */
export function meetingsIn(life: Life<ParcoursEvent>, openedOn: CivilDate, factOf: FactOf): readonly Meeting[] {
  const meetings: Meeting[] = [];
  for (const event of life.steps) {
    if (event.type !== 'AppointmentMissed' && event.type !== 'AppointmentHonoured') continue;
    if (event.occurredOn < openedOn) continue;
    const { id, eventId, on, at } = factOf(event);
    meetings.push({ id, eventId, on, at, missed: event.type === 'AppointmentMissed' });
  }
  return meetings;
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
  const appointments: Appointment[] = [];
  let followers: ReturnType<typeof followersOf<ParcoursEvent>> | undefined;
  for (const event of life.steps) {
    if (event.type !== 'AppointmentScheduled') continue;
    followers ??= followersOf(life, 'appointment', FOLLOW_UPS);
    const suite = followers.get(life.rootOf(event.eventId)) ?? [];
    if (!suite.every(isMove)) continue;
    const lastMove = suite.toSorted((a, b) => compare(a.occurredOn, b.occurredOn)).at(-1);
    appointments.push({ ...factOf(event), plannedOn: (lastMove ?? event).data.at.on });
  }
  return appointments;
}

function isMove(event: ParcoursEntry): event is ParcoursEntry<'AppointmentRescheduled'> {
  return event.type === 'AppointmentRescheduled';
}

function compare(a: CivilDate, b: CivilDate): number {
  return a < b ? -1 : Number(a > b);
}
