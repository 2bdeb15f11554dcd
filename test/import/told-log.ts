import type { StoredEvent } from '@jalons/event-log';

/** What a log says, stream by stream, without what differs between two runs: positions, instants of recording, imports. */
export function toldLog(events: readonly StoredEvent[]): Readonly<Record<string, readonly unknown[]>> {
  const streams: Record<string, unknown[]> = {};
  for (const { stream, type, data, eventId, occurredOn, knownOn, knownAt, corrects, keyId, structure } of events) {
    if (stream.startsWith('territory-')) continue;
    const told = { type, data, eventId, occurredOn, knownOn, knownAt, corrects, keyId, structure };
    (streams[stream] ??= []).push(told);
  }
  return streams;
}
