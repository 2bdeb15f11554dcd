import type { LifeEvent, StoredEvent } from '@jalons/event-log';
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
  const { eventId, revision, position, type, occurredOn, recordedAt, knownAt, corrects } = event;
  const data = Object.entries(event.data).flatMap(([name, value]) => {
    if (name === 'at') return [[name, { on: (value as { readonly on?: unknown }).on }]];
    return READ.has(name) || (name === 'reason' && REASONED.has(type)) ? [[name, value]] : [];
  });
  return {
    ...{ eventId, revision, position, type, occurredOn, recordedAt, data: Object.fromEntries(data) },
    ...(knownAt !== undefined && { knownAt }),
    ...(corrects !== undefined && { corrects }),
  } as unknown as LifeEvent<ParcoursEvent>;
}
