import { outreachState, type OutreachEvent } from '@jalons/beneficiaries';
import type { LifeEvent, StoredEvent } from '@jalons/event-log';
import type { ProfessionalEvent } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql } from '@jalons/projections';
import type { Fact } from '../facts/fact.js';
import { readProfessional } from '../facts/professional-facts.js';
import type { RuleSetEvent } from '../rule-set/rule-set.events.js';
import { evolveRuleSets, type RuleSets } from '../rule-set/rule-set.state.js';
import type { Touches } from './touches.js';

/** Streams of one category, folded whole: their entries as they were, and those that a batch brings. */
async function entriesOf<Entry extends LifeEvent>(
  batch: readonly StoredEvent[],
  sql: ProjectionSql,
  { category, table, key }: { readonly category: string; readonly table: string; readonly key: string },
): Promise<ReadonlyMap<Uuid, readonly Entry[]>> {
  const subjectOf = ({ stream }: StoredEvent) => stream.slice(category.length + 1);
  const subjects = [...new Set(batch.map(subjectOf))];
  const { rows } = await sql.query<{ subject: Uuid; entries: Entry[] }>(
    `SELECT ${key} AS subject, entries FROM ${sql.table(table)} WHERE ${key} = ANY ($1::uuid[])`,
    [subjects],
  );
  const entries = new Map(rows.map((row) => [row.subject, row.entries]));
  for (const event of batch) {
    const { eventId, revision, position, type, data, occurredOn, recordedAt, knownAt, corrects } = event;
    const kept = {
      ...{ eventId, revision, position, type, data, occurredOn, recordedAt },
      ...(knownAt !== undefined && { knownAt }),
      ...(corrects !== undefined && { corrects }),
    } as unknown as Entry;
    const subject = subjectOf(event);
    entries.set(subject, [...(entries.get(subject) ?? []), kept]);
  }
  return entries;
}

/** Mandates and absences, and the cases that they concern. */
export async function foldProfessionals(
  batch: readonly StoredEvent[],
  sql: ProjectionSql,
  touches: Touches,
): Promise<void> {
  const own = batch.filter(({ stream }) => stream.startsWith('professional-'));
  if (own.length === 0) return;
  const where = { category: 'professional', table: 'risk_professionals', key: 'professional' };
  const folded = await entriesOf<LifeEvent<ProfessionalEvent>>(own, sql, where);
  await sql.upsert(
    'risk_professionals',
    [...folded].map(([professional, entries]) => {
      const facts = readProfessional(entries);
      return { professional, deputies: [...new Set(facts.absences.map(({ deputy }) => deputy))], entries, facts };
    }),
  );
  await writeDeputies(folded, sql);
  for (const { stream, position } of own) touches.ofProfessional(stream.slice('professional-'.length), position);
}

async function writeDeputies(
  folded: ReadonlyMap<Uuid, readonly LifeEvent<ProfessionalEvent>[]>,
  sql: ProjectionSql,
): Promise<void> {
  await sql.query(`DELETE FROM ${sql.table('risk_deputies')} WHERE professional = ANY ($1::uuid[])`, [
    [...folded.keys()],
  ]);
  await sql.upsert(
    'risk_deputies',
    [...folded].flatMap(([professional, entries]) => {
      const { mandates, absences } = readProfessional(entries);
      const structures = [...new Set(mandates.map(({ structure }) => structure))].toSorted();
      return absences.map(({ id, deputy, from, until }) => ({
        ...{ absence: id, professional, deputy, structures, held_from: from, held_until: until },
      }));
    }),
  );
}

/** Encounters, and the people whom they turned out to be: a contact of theirs. */
export async function foldEncounters(
  batch: readonly StoredEvent[],
  sql: ProjectionSql,
  touches: Touches,
): Promise<void> {
  const own = batch.filter(({ stream }) => stream.startsWith('outreach-'));
  if (own.length === 0) return;
  const where = { category: 'outreach', table: 'risk_encounters', key: 'outreach' };
  const folded = await entriesOf<LifeEvent<OutreachEvent>>(own.map(withoutNotes), sql, where);
  for (const { stream, position, revision } of own) {
    const entries = folded.get(stream.slice('outreach-'.length))!;
    for (const known of [revision - 1, revision]) {
      const { link } = outreachState(entries.filter((entry) => entry.revision <= known));
      if (link !== null) touches.ofPerson(link.data.beneficiaryId, position);
    }
  }
  await sql.upsert(
    'risk_encounters',
    [...folded].map(([outreach, entries]) => {
      const { encounter, link } = outreachState(entries);
      const fact = encounter === null ? null : factOf(encounter, entries);
      return { outreach, person: link?.data.beneficiaryId ?? null, fact, entries };
    }),
  );
}

function factOf({ eventId, occurredOn }: LifeEvent, entries: readonly LifeEvent[]): Fact {
  const first = entries[0]!;
  return { id: first.eventId, eventId, on: occurredOn, at: first.recordedAt };
}

/** The place and what people came with are nothing to a rule. */
function withoutNotes(event: StoredEvent): StoredEvent {
  if (event.type !== 'OutreachEncounterRecorded') return event;
  const { channel, count } = event.data as { readonly channel: string; readonly count: number };
  return { ...event, data: { channel, count } };
}

/** The rules of territories, and the cases that other rules now hold for. */
export async function foldRuleSets(
  batch: readonly StoredEvent[],
  sql: ProjectionSql,
  touches: Touches,
  initial: RuleSets,
): Promise<void> {
  const own = batch.filter(({ stream }) => stream.startsWith('ruleSet-')) as readonly StoredEvent<RuleSetEvent>[];
  if (own.length === 0) return;
  const territoryOf = ({ stream }: { readonly stream: string }) => stream.slice('ruleSet-'.length);
  const { rows } = await sql.query<{ territory: Uuid; state: RuleSets }>(
    `SELECT territory, state FROM ${sql.table('risk_rule_sets')} WHERE territory = ANY ($1::uuid[])`,
    [[...new Set(own.map(territoryOf))]],
  );
  const states = new Map(rows.map(({ territory, state }) => [territory, state]));
  for (const event of own) {
    const territory = territoryOf(event);
    states.set(territory, withoutBackTests(evolveRuleSets(states.get(territory) ?? initial, event)));
    if (event.type !== 'RuleSetDrafted' && event.type !== 'BackTestRecorded') {
      touches.ofTerritory(territory, event.position);
    }
  }
  await sql.upsert(
    'risk_rule_sets',
    [...states].map(([territory, state]) => ({ territory, state })),
  );
}

/** A review reads rules, not why they were chosen. */
function withoutBackTests({ versions }: RuleSets): RuleSets {
  return { versions: versions.map((version) => ({ ...version, backTests: [] })) };
}
