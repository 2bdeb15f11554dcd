import type { ServerDuplexStream } from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Expected } from './append-decision.js';
import { batchError, type BatchErrorDetails } from './batch-error.js';
import { shared, streamIdentifier, streamName, streams } from './protocol.js';
import { expectedRevision, HandlerFault, MAX_APPEND_SIZE, proposedEvent } from './proposed.js';
import type { ProposedEvent } from './record.js';
import type { AppendAnswer, Writer } from './writer.js';

export type BatchAppendCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

/** No append waits longer than this, whatever deadline its caller names; 2 s on a real server. */
const WRITE_TIMEOUT_MS = 2_000;

interface Pending {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: ProposedEvent[];
  readonly timer: NodeJS.Timeout;
}

/** Many appends over one call, each in one or more parts under its correlation id, answered as they are done. */
export function batchAppend(call: BatchAppendCall, writer: Writer, ready: () => boolean): void {
  const pending = new Map<string, Pending>();
  const answers = new Set<Promise<void>>();
  const over = (): void => {
    for (const { timer } of pending.values()) clearTimeout(timer);
    pending.clear();
  };
  call.on('data', (request: streams.BatchAppendReq) => {
    const answer = take(call, request, pending, writer, ready()).finally(() => answers.delete(answer));
    answers.add(answer);
  });
  call.on('error', over);
  call.on('cancelled', over);
  call.on('end', () => {
    over();
    void Promise.all(answers).then(() => call.end());
  });
}

async function take(
  call: BatchAppendCall,
  request: streams.BatchAppendReq,
  pending: Map<string, Pending>,
  writer: Writer,
  ready: boolean,
): Promise<void> {
  const correlation = request.getCorrelationId()!;
  const id = correlation.getString();
  const named = request.getOptions()?.getStreamIdentifier();
  const refuse = (kind: string, details: BatchErrorDetails, stream = named, about = correlation): void =>
    write(call, about, stream, (response) => response.setError(batchError(kind, details)));
  try {
    const options = request.getOptions();
    if (options !== undefined) {
      if (named === undefined) throw new HandlerFault('Object reference not set to an instance of an object.');
      const timeout = timeoutOf(options);
      if (timeout <= 0) return refuse('Timeout', new shared.Timeout());
      open(id, options, timeout, pending, () =>
        // An append whose time is over is named in the other form of the same id.
        refuse('Timeout', new shared.Timeout(), named, structured(id)),
      );
    }
    const append = pending.get(id);
    if (append === undefined) return;
    append.events.push(...request.getProposedMessagesList().map(eventOf));
    const size = append.events.reduce((sum, { data }) => sum + data.length, 0);
    if (size > MAX_APPEND_SIZE) {
      close(id, pending);
      const details = new shared.MaximumAppendSizeExceeded();
      details.setMaxappendsize(MAX_APPEND_SIZE);
      return refuse('MaximumAppendSizeExceeded', details, streamIdentifier(append.stream));
    }
    if (!request.getIsFinal()) return;
    close(id, pending);
    if (!ready) return refuse('Server Is Not Ready', new empty.Empty(), streamIdentifier(append.stream));
    const outcome = await writer.append(append.stream, append.expected, append.events);
    answer(call, correlation, append, outcome);
  } catch (error) {
    if (!(error instanceof HandlerFault)) throw error;
    const details = new shared.BadRequest();
    details.setMessage(error.message);
    refuse('BadRequest', details);
  }
}

/** An append that is refused half way stays open: its deadline answers it a second time. */
function open(
  id: string,
  options: streams.BatchAppendReq.Options,
  timeoutMs: number,
  pending: Map<string, Pending>,
  late: () => void,
): void {
  if (pending.has(id)) return;
  const expected = expectedBy(options);
  const timer = setTimeout(() => {
    if (pending.delete(id)) late();
  }, timeoutMs);
  timer.unref();
  pending.set(id, { stream: streamName(options.getStreamIdentifier()!), expected, events: [], timer });
}

function structured(id: string): shared.UUID {
  const bits = BigInt(`0x${id.replaceAll('-', '')}`);
  const halves = new shared.UUID.Structured();
  halves.setMostSignificantBits(String(BigInt.asIntN(64, bits >> 64n)));
  halves.setLeastSignificantBits(String(BigInt.asIntN(64, bits)));
  const uuid = new shared.UUID();
  uuid.setStructured(halves);
  return uuid;
}

function close(id: string, pending: Map<string, Pending>): void {
  clearTimeout(pending.get(id)?.timer);
  pending.delete(id);
}

function timeoutOf(options: streams.BatchAppendReq.Options): number {
  const deadline = options.getDeadline();
  if (deadline === undefined) return WRITE_TIMEOUT_MS;
  return Math.min(deadline.toDate().getTime() - Date.now(), WRITE_TIMEOUT_MS);
}

function expectedBy(options: streams.BatchAppendReq.Options): Expected {
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'exists';
  if (options.hasNoStream()) return 'none';
  if (options.hasStreamPosition()) return expectedRevision(options.getStreamPosition());
  throw new HandlerFault(
    'Status(StatusCode="InvalidArgument", Detail="\'None\' is not a valid EventStore.Client.Streams.BatchAppendReq+Types+Options+ExpectedStreamPositionOneofCase")',
  );
}

function eventOf(message: streams.BatchAppendReq.ProposedMessage): ProposedEvent {
  const type = message.getMetadataMap().get('type');
  const contentType = message.getMetadataMap().get('content-type');
  if (type === undefined || contentType === undefined) {
    throw new HandlerFault('The given key was not present in the dictionary.');
  }
  return proposedEvent(message, type, contentType);
}

function answer(
  call: BatchAppendCall,
  correlation: shared.UUID,
  { stream, expected }: Pending,
  outcome: AppendAnswer,
): void {
  write(call, correlation, streamIdentifier(stream), (response) => {
    if (outcome.answer === 'timeout') return response.setError(batchError('Timeout', new shared.Timeout()));
    if (outcome.answer === 'conflict') {
      return response.setError(batchError('WrongExpectedVersion', conflict(expected, outcome.current)));
    }
    const success = new streams.BatchAppendResp.Success();
    if (outcome.revision < 0) success.setNoStream(new empty.Empty());
    else success.setCurrentRevision(String(outcome.revision));
    if (outcome.position === undefined) success.setNoPosition(new empty.Empty());
    else {
      const position = new shared.AllStreamPosition();
      position.setCommitPosition(String(outcome.position));
      position.setPreparePosition(String(outcome.position));
      success.setPosition(position);
    }
    return response.setSuccess(success);
  });
}

function conflict(expected: Expected, current: number): shared.WrongExpectedVersion {
  const wrong = new shared.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new empty.Empty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new empty.Empty());
  else if (expected === 'exists') wrong.setExpectedStreamExists(new empty.Empty());
  else if (expected === 'none') wrong.setExpectedNoStream(new empty.Empty());
  else wrong.setExpectedStreamPosition(String(expected));
  return wrong;
}

function write(
  call: BatchAppendCall,
  correlation: shared.UUID,
  stream: shared.StreamIdentifier | undefined,
  fill: (response: streams.BatchAppendResp) => unknown,
): void {
  if (call.cancelled) return;
  const response = new streams.BatchAppendResp();
  response.setCorrelationId(correlation);
  if (stream !== undefined) response.setStreamIdentifier(stream);
  fill(response);
  call.write(response);
}
