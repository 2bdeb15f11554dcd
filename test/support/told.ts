import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import type { DomainEvent, EntryVoided, StoredEvent } from '@jalons/event-log';
import type { ParcoursEvent } from '@jalons/parcours';
import { testId } from './given.js';

export const [AMINA, BRUNO] = [testId(1), testId(2)];
export const [FIRST, SECOND, OTHERS] = [testId(11), testId(12), testId(13)];
export const [MISSION, PLIE, CCAS] = [testId(21), testId(22), testId(23)];
export const [INES, JULES] = [testId(31), testId(32)];
export const TERRITORY = testId(41);

/** A log of invented facts about two people, in the order told: {@link OTHERS} is Bruno's parcours, all others Amina's. */
export class Told {
  readonly log: StoredEvent[] = [];

  /** @param firstId number of the first event's id, for a second log beside the first */
  constructor(private readonly firstId = 1000) {}

  person(person: string, event: BeneficiaryEvent, on = '2026-01-05'): string {
    return this.tell(`beneficiary-${person}`, person, event, on);
  }

  step(parcours: string, event: ParcoursEvent, on: string, more: Partial<StoredEvent> = {}): string {
    return this.tell(`parcours-${parcours}`, parcours === OTHERS ? BRUNO : AMINA, event, on, more);
  }

  private tell(
    stream: string,
    keyId: string,
    event: BeneficiaryEvent | ParcoursEvent | EntryVoided,
    on: string,
    more: Partial<StoredEvent> = {},
  ): string {
    const eventId = testId(this.firstId + this.log.length);
    const revision = this.log.filter((told) => told.stream === stream).length;
    this.log.push({
      ...(event as DomainEvent),
      ...{ eventId, stream, revision, keyId, occurredOn: on, erased: false },
      ...{ position: String(this.log.length).padStart(19, '0'), recordedAt: 1_793_000_000_000 + this.log.length },
      ...{ actor: INES, structure: MISSION, territory: TERRITORY, ...more },
    } as unknown as StoredEvent);
    return eventId;
  }
}

export const registration = (givenName: string): BeneficiaryEvent => ({
  type: 'BeneficiaryRegistered',
  data: {
    givenName,
    familyName: 'Exemple',
    sex: 'unknown',
    contacts: { phone: '05 00 00 00 00' },
    residence: { qpv: '2024-grand-mirail', evidence: 'declared' },
  },
});
export const opening = (beneficiaryId: string, entryChannel = 'walk-in'): ParcoursEvent => ({
  type: 'ParcoursOpened',
  data: {
    beneficiaryId,
    structure: MISSION,
    entryChannel,
    eligibility: { perimeter: 'inside', qpv: null, evidence: 'declared', minimumAge: 16, age: 'adult' },
  },
});
export const assigned = (professional: string, structure = MISSION): ParcoursEvent => ({
  type: 'ReferentAssigned',
  data: { professional, structure },
});
export const proposal = (toStructure = PLIE, changes = {}): ParcoursEvent => ({
  type: 'OrientationProposed',
  data: {
    ...{ fromStructure: MISSION, toStructure, scheme: 'plie', commonLaw: true, need: 'mobilite' },
    ...{ personAgreed: true, transfersReferent: true, sheet: { summary: 'Cherche un emploi' }, ...changes },
  },
});
export const voids = (eventId: string): EntryVoided => ({ type: 'EntryVoided', data: { eventId, why: 'x' } });
