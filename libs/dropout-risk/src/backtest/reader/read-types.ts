import { beneficiaryEvents, outreachEvents, type BeneficiaryEvent } from '@jalons/beneficiaries';
import type { EventDefinition } from '@jalons/event-log';
import { professionalEvents } from '@jalons/identity';
import { parcoursEvents } from '@jalons/parcours';
import { territoryEvents } from '@jalons/territory';
import { PERSON_EVENTS } from '../../read/fold-people.js';

/** What a back-test opens: the older versions of these are brought up to date, all others stay sealed. */
export const READ_DEFINITIONS: readonly EventDefinition[] = [
  ...beneficiaryEvents,
  ...outreachEvents,
  ...parcoursEvents,
  ...professionalEvents,
  ...territoryEvents,
];

/** Of a person: what figures are broken down by, and what rules read. */
const OF_PEOPLE: readonly BeneficiaryEvent['type'][] = [
  ...(['BeneficiaryRegistered', 'ProfileUpdated', 'AddressChanged'] as const),
  ...PERSON_EVENTS,
];

/** Read for each person, part by part. */
export const PEOPLE_TYPES: readonly string[] = [
  ...new Set([...parcoursEvents.map(({ type }) => type), ...OF_PEOPLE, 'EntryVoided']),
];

/** Read once for everybody, before: who was merged with whom, who answers for whom, whom encounters were linked to. */
export const SURVEY_TYPES: readonly string[] = [
  ...['MandateGranted', 'MandateEnded', 'AbsenceDeclared', 'AbsenceCancelled', 'EntryVoided'],
  ...['BeneficiaryMerged', 'OutreachLinkedToBeneficiary', 'TerritoryFounded'],
];

/** Of the encounters that were linked to somebody. */
export const ENCOUNTER_TYPES: readonly string[] = [...outreachEvents.map(({ type }) => type), 'EntryVoided'];

/** The id at the end of a stream's name, where it is of that category; null otherwise. */
export function subjectOf(category: string, stream: string): string | null {
  return stream.startsWith(`${category}-`) ? stream.slice(category.length + 1) : null;
}
