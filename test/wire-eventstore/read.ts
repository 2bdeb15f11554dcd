import { status, type ServerWritableStream } from '@grpc/grpc-js';
import { readBackwards, readForwards, type Place } from './all-reader.js';
import { eventRead, handlerFault, notReady, refusal, streamNotFound } from './answers.js';
import { isDeleted } from './append-decision.js';
import { eventFilter, type EventFilter } from './event-filter.js';
import { streamName, UNSIGNED_MAX, type streams } from './protocol.js';
import type { LogRecord } from './record.js';
import { AllSubscription } from './subscription.js';
import type { Writer } from './writer.js';

export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

const BACKWARDS = 1;

/** The one method that reads: a stream, `$all`, or `$all` as it grows. */
export async function read(call: ReadCall, writer: Writer, ready: boolean): Promise<void> {
  try {
    if (!ready) throw notReady();
    const options = call.request.getOptions()!;
    if (options.getUuidOption() === undefined) throw refusal(status.INVALID_ARGUMENT, '');
    const send = sender(call);
    if (options.hasSubscription()) await subscribe(call, options, writer, send);
    else if (options.hasStream()) await readStream(options, writer, send);
    else for (const record of readAll(options, writer)) await send(eventRead(record));
    call.end();
  } catch (error) {
    if (!call.cancelled) call.emit('error', error);
  }
}

async function readStream(
  options: streams.ReadReq.Options,
  { file }: Writer,
  send: (answer: streams.ReadResp) => Promise<void>,
): Promise<void> {
  const wanted = options.getStream()!;
  const name = streamName(wanted.getStreamIdentifier()!);
  const count = Number(options.getCount());
  if (count === 0) throw refusal(status.UNKNOWN, 'Unexpected ReadStreamResult: Error');
  const state = file.stream(name);
  const readable = (state?.records ?? []).filter((record) => record.position <= file.lastIndexed);
  if (state === undefined || readable.length === 0 || isDeleted(state)) return send(streamNotFound(name));
  const backwards = options.getReadDirection() === BACKWARDS;
  const revision = wanted.hasRevision() ? Number(wanted.getRevision()) : wanted.hasStart() ? 0 : Infinity;
  const fits = ({ revision: each }: LogRecord): boolean =>
    each >= state.truncatedBefore && (backwards ? each <= revision : each >= revision);
  const found = readable.filter(fits);
  for (const record of (backwards ? found.reverse() : found).slice(0, count)) await send(eventRead(record));
}

function readAll(options: streams.ReadReq.Options, { file }: Writer): readonly LogRecord[] {
  const filter = filterOf(options);
  const limits = {
    maxCount: Number(options.getCount()),
    window: Infinity,
    allows: filter?.allows ?? (() => true),
  };
  const from = placeIn(options.getAll()!);
  const backwards = options.getReadDirection() === BACKWARDS;
  if (from === 'start') return backwards ? [] : readForwards(file, { commit: 0, prepare: 0 }, limits).records;
  if (from === 'end') {
    return backwards ? readBackwards(file, { commit: file.end, prepare: file.end }, limits) : [];
  }
  if (!file.isBoundary(from.commit)) throw refusal(status.UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition');
  if (!backwards) return readForwards(file, from, limits).records;
  if (from.commit > file.end) throw refusal(status.UNKNOWN, 'Unexpected ReadAllResult: Error');
  return readBackwards(file, from, limits);
}

async function subscribe(
  call: ReadCall,
  options: streams.ReadReq.Options,
  writer: Writer,
  send: (answer: streams.ReadResp) => Promise<void>,
): Promise<void> {
  if (!options.hasAll()) throw refusal(status.UNIMPLEMENTED, 'this server subscribes to $all alone');
  if (options.getReadDirection() === BACKWARDS) {
    throw refusal(status.INVALID_ARGUMENT, 'The combination of (All, Subscription, Backwards, Filter) is invalid.');
  }
  const over = new AbortController();
  call.once('cancelled', () => over.abort());
  const from = placeIn(options.getAll()!);
  await new AllSubscription({ writer, from, filter: filterOf(options), send, signal: over.signal }).run();
}

function filterOf(options: streams.ReadReq.Options): EventFilter | undefined {
  const filter = options.getFilter();
  if (filter === undefined) return undefined;
  try {
    return eventFilter(filter);
  } catch {
    throw handlerFault();
  }
}

function placeIn(all: streams.ReadReq.Options.AllOptions): Place | 'start' | 'end' {
  const position = all.getPosition();
  if (position === undefined) return all.hasStart() ? 'start' : 'end';
  const commit = BigInt(position.getCommitPosition());
  if (commit === UNSIGNED_MAX) return 'end';
  return { commit: Number(commit), prepare: Number(position.getPreparePosition()) };
}

/** Writes at the reader's pace. */
function sender(call: ReadCall): (answer: streams.ReadResp) => Promise<void> {
  return (answer) =>
    new Promise((resolve, reject) => {
      const over = (): void => reject(new Error('the call is over'));
      if (call.cancelled) return over();
      if (call.write(answer)) return resolve();
      call.once('cancelled', over);
      call.once('drain', () => {
        call.off('cancelled', over);
        resolve();
      });
    });
}
