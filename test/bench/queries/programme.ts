import type { Decided, DomainEvent, EventStore, Position, StreamName } from '@jalons/event-log';
import { civilDateOf, addDays, randomId, type Uuid } from '@jalons/kernel';

const GIVEN = ['Amina', 'Mohamed', 'Fatoumata', 'Jean', 'Chloé', 'Mickaël', 'Inès', 'Thi', 'Youssef', 'Sarah'];
const FAMILY = ['Benali', 'Lefèvre', 'N’Diaye', 'Nguyen', 'Moreau', 'El Amrani', 'Diallo', 'Roux', 'Da Silva', 'Petit'];
const SYLLABLES = ['ba', 'lo', 'mi', 're', 'sa', 'tou', 'ka', 'ne', 'di', 'fa'];
const STRUCTURES = 20;
const REFERENTS = 60;
const AT_ONCE = 64;
/** Events of one person and of her parcours. */
export const EVENTS_EACH = 10;

const OPENED_FROM = civilDateOf('2026-01-05');

/** Who does the work of a programme that a bench asks about. */
export interface Programme {
  readonly territory: Uuid;
  readonly structures: readonly Uuid[];
  readonly parcours: readonly Uuid[];
  /** Of the last event. */
  readonly head: Position;
}

/**
 * A programme of so many people, each under a key of her own, with one parcours and ten events in all: names made of a
 * few common and many rare ones, parcours spread over twenty structures, a third of them sent on to another.
 */
export async function fillProgramme(store: EventStore, people: number): Promise<Programme> {
  const territory = randomId();
  const structures = Array.from({ length: STRUCTURES }, () => randomId());
  const referents = Array.from({ length: REFERENTS }, () => randomId());
  const parcours: Uuid[] = [];
  let head = '';
  const append = async (stream: StreamName, events: readonly Decided[], keyId: Uuid, structure: Uuid) => {
    const [commandId, correlationId] = [randomId(), randomId()];
    const context = { commandId, correlationId, commandHash: '', actor: referents[0]!, structure, territory };
    const outcome = await store.append(stream, 'none', events, context, keyId);
    if (outcome.status !== 'appended') throw new Error('an append met a conflict');
    if (outcome.position > head) head = outcome.position;
  };
  for (let first = 0; first < people; first += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, people - first) }, (_none, index) => first + index);
    await Promise.all(
      numbers.map(async (n) => {
        const [person, own] = [randomId(), randomId()];
        const structure = structures[n % STRUCTURES]!;
        parcours[n] = own;
        await append(`beneficiary-${person}`, [registration(n)], person, structure);
        const other = structures[(n * 7 + 3) % STRUCTURES]!;
        await append(
          `parcours-${own}`,
          steps(n, person, structure, other, referents[n % REFERENTS]!),
          person,
          structure,
        );
      }),
    );
  }
  return { territory, structures, parcours, head };
}

/** The name of the n-th person, rare enough to tell her from most. */
export function nameOf(n: number): { readonly givenName: string; readonly familyName: string } {
  const rare = [n, Math.floor(n / 10), Math.floor(n / 100)].map((part) => SYLLABLES[part % 10]).join('');
  const familyName = n % 3 === 0 ? FAMILY[Math.floor(n / 3) % 10]! : `${rare[0]!.toUpperCase()}${rare.slice(1)}`;
  return { givenName: GIVEN[Math.floor(n / 7) % 10]!, familyName };
}

function registration(n: number): Decided {
  return {
    type: 'BeneficiaryRegistered',
    data: {
      ...nameOf(n),
      birthDate: addDays(civilDateOf('1970-01-01'), n % 12_000),
      sex: 'unknown',
      contacts: { phone: `05 00 ${String(n % 1_000_000).padStart(6, '0')}` },
      residence: { qpv: '2024-grand-mirail', evidence: 'declared' },
    },
    occurredOn: OPENED_FROM,
  } as Decided;
}

function steps(n: number, beneficiaryId: Uuid, structure: Uuid, other: Uuid, professional: Uuid): readonly Decided[] {
  const from = addDays(OPENED_FROM, n % 200);
  const on = (days: number, event: DomainEvent): Decided => ({ ...event, occurredOn: addDays(from, days) }) as Decided;
  const contact = { type: 'ContactAttempted', data: { channel: 'phone', reached: n % 4 === 0 ? 'nobody' : 'person' } };
  const eligibility = { perimeter: 'inside', qpv: null, evidence: 'declared', minimumAge: 16, age: 'adult' };
  const situation = { situation: 'unemployed', benefits: [], education: 'unknown', household: 'unknown' };
  const sent = {
    ...{ fromStructure: structure, toStructure: other, commonLaw: true, need: 'mobilite', personAgreed: true },
    ...{ transfersReferent: false, sheet: { summary: 'Cherche un emploi' } },
  };
  return [
    on(0, { type: 'ParcoursOpened', data: { beneficiaryId, structure, entryChannel: 'walk-in', eligibility } }),
    on(0, { type: 'ReferentAssigned', data: { professional, structure } }),
    on(1, n % 5 === 0 ? { type: 'SituationConfirmed', data: {} } : { type: 'EntrySituationRecorded', data: situation }),
    on(8, contact),
    on(15, { type: 'BarrierIdentified', data: { barrierId: randomId(), theme: 'mobilite', blocking: true } }),
    on(22, contact),
    on(29, n % 3 === 0 ? { type: 'OrientationProposed', data: sent } : contact),
    on(36, contact),
    on(40, {
      type: 'NextActionPlanned',
      data: { what: 'Appeler', dueOn: addDays(from, 50 + (n % 90)), who: { kind: 'person' } },
    }),
  ];
}
