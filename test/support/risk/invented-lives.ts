import type { DomainEvent } from '@jalons/event-log';
import { addDays, civilDateOf, derivedId, type CivilDate, type Uuid } from '@jalons/kernel';

/** An event of somebody's life, and when the log took it. */
export interface LifeEntry {
  readonly stream: `${string}-${Uuid}`;
  readonly keyId: Uuid;
  readonly eventId: Uuid;
  readonly event: DomainEvent;
  readonly on: CivilDate;
  readonly recordedAt: number;
  readonly knownAt?: number;
  readonly corrects?: Uuid;
}

export interface LivesSettings {
  readonly people: number;
  readonly from: string;
  /** People begin over so many days. */
  readonly days: number;
  /** Nothing is recorded after this day. */
  readonly until: string;
  readonly territory: Uuid;
  readonly referents?: number;
  readonly seed?: number;
}

const SECRET = Buffer.from('invented lives');
const NOON_MS = 12 * 3_600_000;
const DAY_MS = 86_400_000;

/** The id of something invented, always the same. */
export function inventedId(...parts: readonly (string | number)[]): Uuid {
  return derivedId(SECRET, ...parts.map(String));
}

/** Chance with a seed of its own for each person. */
function chanceOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  };
}

/** The day on which the nth person begins. */
export function beginningOf(n: number, { from, days, people }: LivesSettings): CivilDate {
  return addDays(civilDateOf(from), Math.floor((n * days) / people));
}

/**
 * The nth life: registered, opened, met now and then, sent to a training or a job, and in a third of cases met less and
 * less, missed, then lost. Some entries are corrected, voided or told late; some people are merged, object, or were met
 * before they were known.
 */
export function inventedLife(n: number, settings: LivesSettings): readonly LifeEntry[] {
  const { territory: _, referents = 25, seed = 1 } = settings;
  const chance = chanceOf(seed * 1_000_003 + n);
  const [person, parcours] = [inventedId('person', n), inventedId('parcours', n)];
  const [structure, referent] = [inventedId('structure', n % 7), inventedId('referent', n % referents)];
  const start = beginningOf(n, settings);
  const entries: LifeEntry[] = [];
  const last = new Map<string, number>();
  let count = 0;
  const tell = (
    category: 'beneficiary' | 'parcours' | 'outreach',
    id: Uuid,
    event: DomainEvent,
    day: number,
    { late = 0, ...more }: { readonly late?: number; readonly corrects?: Uuid; readonly keyId?: Uuid } = {},
  ): Uuid => {
    const on = addDays(start, day);
    const stream = `${category}-${id}` as const;
    const happened = Date.parse(`${on}T00:00:00Z`) + NOON_MS + late * DAY_MS;
    const recordedAt = Math.max(happened, (last.get(stream) ?? 0) + 1);
    last.set(stream, recordedAt);
    const eventId = inventedId('event', n, (count += 1));
    entries.push({ stream, keyId: id === parcours ? person : id, eventId, event, on, recordedAt, ...more });
    return eventId;
  };
  const step = (type: string, data: object, day: number, more: { late?: number; corrects?: Uuid } = {}) =>
    tell('parcours', parcours, { type, data }, day, more);

  if (chance() < 0.05) {
    const outreach = inventedId('outreach', n);
    const met = { channel: 'street', needs: ['emploi'], count: 1, place: { label: 'Marché' } };
    tell('outreach', outreach, { type: 'OutreachEncounterRecorded', data: met }, -10);
    tell('outreach', outreach, { type: 'OutreachLinkedToBeneficiary', data: { beneficiaryId: person } }, 20);
  }
  const registered = {
    ...{ givenName: `Prénom ${n}`, familyName: `Nom ${n}`, sex: chance() < 0.55 ? 'female' : 'male' },
    birthDate: addDays(civilDateOf('1965-01-01'), Math.floor(chance() * 15_000)),
    contacts: { phone: `05 00 00 00 ${String(n % 100).padStart(2, '0')}` },
    residence: { qpv: chance() < 0.7 ? '2024-grand-mirail' : null, evidence: 'declared' },
  };
  tell('beneficiary', person, { type: 'BeneficiaryRegistered', data: registered }, 0);
  const eligibility = { perimeter: 'inside', qpv: null, evidence: 'declared', minimumAge: 16, age: 'adult' };
  const opened = {
    beneficiaryId: person,
    structure,
    entryChannel: chance() < 0.2 ? 'outreach' : 'walk-in',
    eligibility,
  };
  step('ParcoursOpened', opened, 0);
  step('ReferentAssigned', { professional: referent, structure }, 0);
  if (chance() < 0.5) step('AssessmentRecorded', { kind: 'entry', needs: [] }, 1 + Math.floor(chance() * 20));
  const lost = chance() < 0.35;
  const length = 60 + Math.floor(chance() * 300);
  const contact = (day: number, reached: 'person' | 'nobody') =>
    step('ContactAttempted', { channel: chance() < 0.5 ? 'phone' : 'sms', reached, note: 'Point de situation' }, day, {
      late: chance() < 0.1 ? Math.floor(chance() * 20) : 0,
    });
  let day = 5 + Math.floor(chance() * 15);
  for (; day < length; day += 10 + Math.floor(chance() * 45)) {
    const drawn = chance();
    if (drawn < 0.55) {
      const told = contact(day, 'person');
      if (chance() < 0.04) step('EntryVoided', { eventId: told, why: 'Saisie en double' }, day, { late: 30 });
    } else if (drawn < 0.8) {
      const at = { on: addDays(start, day) };
      const appointment = step('AppointmentScheduled', { at, with: { label: 'Conseillère' } }, day - 4);
      const missed = chance() < (lost ? 0.7 : 0.15);
      step(missed ? 'AppointmentMissed' : 'AppointmentHonoured', { appointment }, day);
    } else if (drawn < 0.87) {
      const training = { title: 'Remise à niveau', provider: { label: 'Greta' }, qualifying: false };
      const id = step('TrainingStarted', { ...training, expectedEnd: addDays(start, day + 30) }, day);
      day += 25;
      step(lost && chance() < 0.5 ? 'TrainingAbandoned' : 'TrainingCompleted', { training: id, reason: 'other' }, day);
    } else contact(day, 'nobody');
  }
  if (lost) {
    for (let tries = Math.floor(chance() * 4); tries > 0; tries -= 1) contact((day += 8), 'nobody');
    if (chance() < 0.6) step('ParcoursExited', exit('abandonment'), day + 60 + Math.floor(chance() * 90));
  } else if (chance() < 0.6) step('ParcoursExited', exit(chance() < 0.1 ? 'moved' : 'job'), day + 5);
  if (chance() < 0.02) {
    tell('beneficiary', person, { type: 'ObjectionRecorded', data: { purpose: 'profiling' } }, 40);
  }
  if (n > 10 && chance() < 0.03) {
    const into = inventedId('person', n - 1 - Math.floor(chance() * 10));
    tell('beneficiary', person, { type: 'BeneficiaryMerged', data: { into } }, 50);
  }
  const until = Date.parse(`${settings.until}T23:00:00Z`);
  return entries.filter(({ recordedAt }) => recordedAt <= until);
}

function exit(reason: string): object {
  return { reason, proof: { kind: 'none' } };
}

/** Professionals and the territory that the lives take place in, from before the first of them. */
export function inventedSurroundings({ from, territory, referents = 25 }: LivesSettings): readonly LifeEntry[] {
  const on = addDays(civilDateOf(from), -30);
  const recordedAt = Date.parse(`${on}T08:00:00Z`);
  const settings = { minimumAge: 16, minimumAgePolicy: 'refuse', overlapPolicy: 'refuse', conventionEndsOn: null };
  return [
    {
      ...{ stream: `territory-${territory}` as const, keyId: '00000000-0000-8000-8000-000000000000', on, recordedAt },
      eventId: inventedId('territory', territory),
      event: { type: 'TerritoryFounded', data: { name: 'Cité', zone: 'Europe/Paris', settings } },
    },
    ...Array.from({ length: referents }, (_, n): LifeEntry => {
      const id = inventedId('referent', n);
      const structure = inventedId('structure', n % 7);
      const data = { role: 'operator', structure, from: on, zone: 'Europe/Paris' };
      return {
        ...{ stream: `professional-${id}` as const, keyId: id, eventId: inventedId('mandate', n), on, recordedAt },
        event: { type: 'MandateGranted', data },
      };
    }),
  ];
}
