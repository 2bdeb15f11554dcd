import type { DomainEvent, LifeEvent, StoredEvent } from '@jalons/event-log';
import type { ParcoursEvent } from '@jalons/parcours';

/** Fields of the data of a step that a rule or the order of life reads; no free text, no label. */
const READ: ReadonlySet<string> = new Set([
  ...['beneficiaryId', 'structure', 'entryChannel', 'professional', 'assignment', 'membership', 'supportKind'],
  ...['orientation', 'toStructure', 'fromStructure', 'personAgreed', 'transfersReferent'],
  ...['channel', 'reached', 'outcome', 'appointment', 'at', 'nextAction', 'dueOn'],
  ...['startsOn', 'admission', 'training', 'expectedEnd', 'from', 'to', 'signature', 'job', 'introduction'],
  ...['action', 'barrierId', 'barrier', 'blocking', 'until', 'pause', 'concern', 'exit', 'eventId', 'priorHistory'],
]);

/** Types whose reason a rule reads; that of a pause, or why a partner declined, is nobody's business here. */
const REASONED: ReadonlySet<ParcoursEvent['type']> = new Set(['ParcoursExited', 'TrainingAbandoned', 'JobEnded']);

/** An entry of a parcours as far as rules need it: ids, codes and days. */
export function keptEvent(event: StoredEvent<ParcoursEvent>): LifeEvent<ParcoursEvent> {
  const told = event.data as Readonly<Record<string, unknown>>;
  const data: Record<string, unknown> = {};
  for (const name in told) {
    if (name === 'at') data[name] = { on: (told[name] as { readonly on?: unknown }).on };
    else if (READ.has(name) || (name === 'reason' && REASONED.has(event.type))) data[name] = told[name];
  }
  return lifeEntry(event, data);
}

/** An entry without who wrote it and in answer to what. */
export function lifeEntry<E extends DomainEvent>(
  { eventId, revision, type, occurredOn, recordedAt, knownAt, corrects, data: told }: StoredEvent,
  data: unknown = told,
): LifeEvent<E> {
  const entry: Record<string, unknown> = { eventId, revision, type, occurredOn, recordedAt, data };
  if (knownAt !== undefined) entry['knownAt'] = knownAt;
  if (corrects !== undefined) entry['corrects'] = corrects;
  return entry as unknown as LifeEvent<E>;
}
