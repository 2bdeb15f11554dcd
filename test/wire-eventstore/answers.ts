import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { streamIdentifier, streams, shared } from './protocol.js';
import type { Place } from './all-reader.js';
import type { LogRecord } from './record.js';

/** A refusal with the code, words and trailers of a real server. */
export function refusal(code: status, details: string, trailers: Readonly<Record<string, string>> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const notReady = (): ServiceError => refusal(status.UNAVAILABLE, 'Server Is Not Ready');
/** What a fault inside a handler looks like from outside. */
export const handlerFault = (): ServiceError => refusal(status.UNKNOWN, 'Exception was thrown by handler.');
export const timedOut = (message: string): ServiceError => refusal(status.ABORTED, `Operation timed out: ${message}`);

export function wrongVersion(operation: string, stream: string, expected: bigint, actual: number): ServiceError {
  return refusal(
    status.FAILED_PRECONDITION,
    `${operation} failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      'actual-version': String(actual),
    },
  );
}

export function maxAppendSizeExceeded(limit: number): ServiceError {
  return refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });
}

export function missingProperty(property: string): ServiceError {
  return refusal(status.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });
}

export function eventRead(record: LogRecord): streams.ReadResp {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent();
  const id = new shared.UUID();
  id.setString(record.id);
  event.setId(id);
  event.setStreamIdentifier(streamIdentifier(record.stream));
  event.setStreamRevision(String(record.revision));
  event.setCommitPosition(String(record.position));
  event.setPreparePosition(String(record.position));
  event.getMetadataMap().set('type', record.type);
  event.getMetadataMap().set('created', String(record.created));
  event.getMetadataMap().set('content-type', record.json ? 'application/json' : 'application/octet-stream');
  event.setData(record.data);
  event.setCustomMetadata(record.metadata);
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(event);
  read.setCommitPosition(String(record.position));
  const answer = new streams.ReadResp();
  answer.setEvent(read);
  return answer;
}

export function streamNotFound(name: string): streams.ReadResp {
  const found = new streams.ReadResp.StreamNotFound();
  found.setStreamIdentifier(streamIdentifier(name));
  const answer = new streams.ReadResp();
  answer.setStreamNotFound(found);
  return answer;
}

export function confirmed(subscription: string): streams.ReadResp {
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(subscription);
  const answer = new streams.ReadResp();
  answer.setConfirmation(confirmation);
  return answer;
}

export function caughtUp(): streams.ReadResp {
  const answer = new streams.ReadResp();
  answer.setCaughtUp(new streams.ReadResp.CaughtUp());
  return answer;
}

/** A checkpoint before all events travels as the largest number there is: -1, unsigned. */
export function checkpointReached(place: Place): streams.ReadResp {
  const checkpoint = new streams.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(unsigned(place.commit)));
  checkpoint.setPreparePosition(String(unsigned(place.prepare)));
  const answer = new streams.ReadResp();
  answer.setCheckpoint(checkpoint);
  return answer;
}

/** As 64 bits without a sign, in which -1 is the largest number. */
export function unsigned(value: number): bigint {
  return BigInt.asUintN(64, BigInt(value));
}
