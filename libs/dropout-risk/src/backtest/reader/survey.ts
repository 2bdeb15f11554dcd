import { outreachState, type BeneficiaryEvent, type OutreachEvent } from '@jalons/beneficiaries';
import { asOf, knownAtOf, type LifeEvent, type Position, type StoredEvent } from '@jalons/event-log';
import type { ProfessionalEvent } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';
import { componentsOf, type Merge } from '@jalons/parcours';
import { lifeEntry } from '../../read/kept-event.js';
import type { KnownEncounter } from '../person-history.js';
import type { LogAccess } from './log-access.js';
import { pagesOf } from './pages.js';
import type { LogSurvey } from './plan.js';
import { ENCOUNTER_TYPES, subjectOf, SURVEY_TYPES } from './read-types.js';

/** Reads what of the log concerns everybody: professionals, merges, linked encounters, zones. */
export async function surveyLog(access: LogAccess, upTo: Position, signal: AbortSignal): Promise<LogSurvey> {
  const professionals = new Map<Uuid, LifeEvent<ProfessionalEvent>[]>();
  const merges: Merge[] = [];
  const zones = new Map<Uuid, string>();
  const linked = new Set<Uuid>();
  for await (const page of pagesOf(access.scan, { upTo, types: SURVEY_TYPES }, signal)) {
    // Voids are of every stream; those of people and their parcours are read with them.
    const own = page.filter(({ type, stream }) => type !== 'EntryVoided' || subjectOf('professional', stream) !== null);
    await access.fetchKeys(own);
    for (const recorded of own) {
      const event = access.open(recorded);
      if (event === null) continue;
      const professional = subjectOf('professional', event.stream);
      if (professional !== null) push(professionals, professional, lifeEntry<ProfessionalEvent>(event));
      else if (event.type === 'BeneficiaryMerged') merges.push(mergeOf(event));
      else if (event.type === 'OutreachLinkedToBeneficiary') linked.add(event.keyId);
      else if (event.type === 'TerritoryFounded') zones.set(subjectOf('territory', event.stream)!, zoneOf(event));
    }
  }
  const encounters = linked.size === 0 ? [] : await readEncounters(access, [...linked], upTo, signal);
  access.forgetKeys();
  return { professionals, merged: componentsOf(merges), encounters, zones };
}

async function readEncounters(
  access: LogAccess,
  keys: readonly Uuid[],
  upTo: Position,
  signal: AbortSignal,
): Promise<readonly KnownEncounter[]> {
  const streams = new Map<Uuid, LifeEvent<OutreachEvent>[]>();
  for await (const page of pagesOf(access.scan, { upTo, types: ENCOUNTER_TYPES, keys }, signal)) {
    await access.fetchKeys(page);
    for (const recorded of page) {
      const outreach = subjectOf('outreach', recorded.stream);
      const event = outreach === null ? null : access.open(recorded);
      if (event !== null) push(streams, outreach!, lifeEntry<OutreachEvent>(event));
    }
  }
  return [...streams.values()].flatMap(encountersOf);
}

/** Whom an encounter was known to be of, and from when to when. */
export function encountersOf(entries: readonly LifeEvent<OutreachEvent>[]): readonly KnownEncounter[] {
  const changes = [...new Set(entries.map(knownAtOf))].toSorted((a, b) => a - b);
  return changes.flatMap((from, index): readonly KnownEncounter[] => {
    const { encounter, link } = outreachState(asOf(entries, from));
    if (encounter === null || link === null) return [];
    const { eventId: id, recordedAt: at } = entries[0]!;
    const fact = { id, eventId: encounter.eventId, on: encounter.occurredOn, at };
    return [{ person: link.data.beneficiaryId, fact, from, until: changes[index + 1] ?? null }];
  });
}

function mergeOf({ stream, data }: StoredEvent): Merge {
  const { into } = data as Extract<BeneficiaryEvent, { type: 'BeneficiaryMerged' }>['data'];
  return [subjectOf('beneficiary', stream)!, into];
}

function zoneOf({ data }: StoredEvent): string {
  return (data as { readonly zone: string }).zone;
}

function push<Entry>(groups: Map<Uuid, Entry[]>, key: Uuid, entry: Entry): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [entry]);
  else group.push(entry);
}
