import type { sendUnaryData, ServerReadableStream, ServiceError } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import type { Expected } from './append-decision.js';
import { handlerFault, maxAppendSizeExceeded, missingProperty, notReady, refusal, timedOut } from './answers.js';
import { shared, streamName, streams } from './protocol.js';
import { expectedRevision, MAX_APPEND_SIZE, proposedEvent } from './proposed.js';
import type { ProposedEvent } from './record.js';
import type { AppendAnswer, Writer } from './writer.js';

export type AppendCall = ServerReadableStream<streams.AppendReq, streams.AppendResp>;

/**
 * One append per call. Nothing is written before the whole request has arrived; then it is, whether or not the caller
 * still waits for the answer.
 */
export function append(
  call: AppendCall,
  answer: sendUnaryData<streams.AppendResp>,
  writer: Writer,
  ready: boolean,
): void {
  const requests: streams.AppendReq[] = [];
  call.on('data', (request: streams.AppendReq) => requests.push(request));
  call.on('error', () => undefined);
  call.on('end', () => {
    if (call.cancelled) return;
    take(requests, writer, ready).then(
      (response) => answer(null, response),
      (error: unknown) => answer(isRefusal(error) ? error : handlerFault()),
    );
  });
}

async function take(
  requests: readonly streams.AppendReq[],
  writer: Writer,
  ready: boolean,
): Promise<streams.AppendResp> {
  if (!ready) throw notReady();
  const options = requests[0]?.getOptions();
  const stream = options?.getStreamIdentifier();
  if (options === undefined || stream === undefined || streamName(stream) === '') throw handlerFault();
  const expected = expectedBy(options);
  const events = requests.slice(1).map(eventOf);
  const size = events.reduce((sum, { data }) => sum + data.length, 0);
  if (size > MAX_APPEND_SIZE) throw maxAppendSizeExceeded(MAX_APPEND_SIZE);
  return responseTo(options, expected, await writer.append(streamName(stream), expected, events));
}

function expectedBy(options: streams.AppendReq.Options): Expected {
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'exists';
  if (options.hasNoStream()) return 'none';
  if (options.hasRevision()) return expectedRevision(options.getRevision());
  throw refusal(
    status.INVALID_ARGUMENT,
    "'None' is not a valid EventStore.Client.Streams.AppendReq+Types+Options+ExpectedStreamRevisionOneofCase",
  );
}

function eventOf(request: streams.AppendReq): ProposedEvent {
  const message = request.getProposedMessage();
  if (message === undefined) throw handlerFault();
  const type = message.getMetadataMap().get('type');
  const contentType = message.getMetadataMap().get('content-type');
  if (type === undefined) throw missingProperty('type');
  if (contentType === undefined) throw missingProperty('content-type');
  return proposedEvent(message, type, contentType);
}

function responseTo(options: streams.AppendReq.Options, expected: Expected, outcome: AppendAnswer): streams.AppendResp {
  const response = new streams.AppendResp();
  if (outcome.answer === 'timeout') throw timedOut(outcome.message);
  if (outcome.answer === 'conflict') {
    response.setWrongExpectedVersion(conflict(options, expected, outcome.current));
    return response;
  }
  const success = new streams.AppendResp.Success();
  if (outcome.revision < 0) success.setNoStream(new shared.Empty());
  else success.setCurrentRevision(String(outcome.revision));
  if (outcome.position === undefined) success.setNoPosition(new shared.Empty());
  else {
    const position = new streams.AppendResp.Position();
    position.setCommitPosition(String(outcome.position));
    position.setPreparePosition(String(outcome.position));
    success.setPosition(position);
  }
  response.setSuccess(success);
  return response;
}

/** Each value twice, once in the field of the protocol before 20.6.1 (where a JavaScript number can hold it). */
function conflict(
  options: streams.AppendReq.Options,
  expected: Expected,
  current: number,
): streams.AppendResp.WrongExpectedVersion {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (options.hasAny()) {
    wrong.setExpectedAny(new shared.Empty());
    wrong.setAny2060(new shared.Empty());
  } else if (options.hasStreamExists()) {
    wrong.setExpectedStreamExists(new shared.Empty());
    wrong.setStreamExists2060(new shared.Empty());
  } else if (options.hasNoStream()) {
    wrong.setExpectedNoStream(new shared.Empty());
  } else {
    wrong.setExpectedRevision(options.getRevision());
    if (expected !== 'none') wrong.setExpectedRevision2060(Number(expected));
  }
  if (current < 0) {
    wrong.setCurrentNoStream(new shared.Empty());
    wrong.setNoStream2060(new shared.Empty());
  } else {
    wrong.setCurrentRevision(String(current));
    wrong.setCurrentRevision2060(current);
  }
  return wrong;
}

function isRefusal(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'details' in error;
}
