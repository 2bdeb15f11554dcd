import { credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { shared, streamIdentifier, streams } from './protocol.js';

export type RawExpected = 'any' | 'exists' | 'none' | number;

export interface RawEvent {
  readonly id: string;
  readonly type?: string | undefined;
  readonly data?: Buffer;
}

export interface RawRead {
  readonly stream?: string;
  /** A revision of the stream, or a position of `$all`. */
  readonly from: 'start' | 'end' | number | bigint;
  readonly count?: number;
  readonly backwards?: boolean;
  /** A regular expression on the type. */
  readonly filter?: string;
  readonly window?: number;
}

/** What a call ended with: its answers, and the code and words of a refusal. */
export interface RawAnswers<T> {
  readonly answers: readonly T[];
  readonly refused?: { readonly code: number; readonly details: string };
}

const PATIENCE_MS = 20_000;

/** The service without the client in front: what it answers is seen as it travels. */
export class RawClient {
  private readonly client: InstanceType<typeof streamsService.StreamsClient>;

  constructor(address: string) {
    this.client = new streamsService.StreamsClient(address, credentials.createInsecure());
  }

  append(
    stream: string,
    expected: RawExpected,
    events: readonly RawEvent[],
  ): Promise<RawAnswers<streams.AppendResp.AsObject>> {
    return new Promise((resolve) => {
      const call = this.client.append(new Metadata(), { deadline: Date.now() + PATIENCE_MS }, (error, response) =>
        resolve(error === null ? { answers: [response.toObject()] } : refusedBy(error)),
      );
      const options = new streams.AppendReq.Options();
      options.setStreamIdentifier(streamIdentifier(stream));
      if (expected === 'any') options.setAny(new shared.Empty());
      else if (expected === 'exists') options.setStreamExists(new shared.Empty());
      else if (expected === 'none') options.setNoStream(new shared.Empty());
      else options.setRevision(String(expected));
      const header = new streams.AppendReq();
      header.setOptions(options);
      call.write(header);
      for (const event of events) {
        const message = new streams.AppendReq.ProposedMessage();
        fill(message, event);
        const request = new streams.AppendReq();
        request.setProposedMessage(message);
        call.write(request);
      }
      call.end();
    });
  }

  /** Sends requests over one call and waits for as many answers as `until` says. */
  batchAppend(requests: readonly streams.BatchAppendReq[], until: number): Promise<readonly streams.BatchAppendResp[]> {
    return new Promise((resolve, reject) => {
      const answers: streams.BatchAppendResp[] = [];
      const call = this.client.batchAppend(new Metadata(), { deadline: Date.now() + PATIENCE_MS });
      call.on('error', reject);
      call.on('data', (answer: streams.BatchAppendResp) => {
        answers.push(answer);
        if (answers.length < until) return;
        call.removeListener('error', reject).on('error', () => undefined);
        call.cancel();
        resolve(answers);
      });
      for (const request of requests) call.write(request);
    });
  }

  read({ count = 1_000, ...wanted }: RawRead): Promise<RawAnswers<streams.ReadResp.AsObject>> {
    const options = readOptions(wanted);
    options.setCount(String(count));
    return this.collect(options, () => false);
  }

  /** A subscription to `$all`, ended when `until` accepts the answers so far. */
  subscribe(
    wanted: RawRead,
    until: (answers: readonly streams.ReadResp.AsObject[]) => boolean,
  ): Promise<RawAnswers<streams.ReadResp.AsObject>> {
    const options = readOptions(wanted);
    options.setSubscription(new streams.ReadReq.Options.SubscriptionOptions());
    return this.collect(options, until);
  }

  delete(stream: string, revision: number): Promise<RawAnswers<streams.DeleteResp.AsObject>> {
    const options = new streams.DeleteReq.Options();
    options.setStreamIdentifier(streamIdentifier(stream));
    options.setRevision(String(revision));
    const request = new streams.DeleteReq();
    request.setOptions(options);
    return new Promise((resolve) => {
      this.client.delete(request, (error, response) =>
        resolve(error === null ? { answers: [response.toObject()] } : refusedBy(error)),
      );
    });
  }

  close(): void {
    this.client.close();
  }

  private collect(
    options: streams.ReadReq.Options,
    until: (answers: readonly streams.ReadResp.AsObject[]) => boolean,
  ): Promise<RawAnswers<streams.ReadResp.AsObject>> {
    const request = new streams.ReadReq();
    request.setOptions(options);
    return new Promise((resolve) => {
      const answers: streams.ReadResp.AsObject[] = [];
      const call = this.client.read(request, { deadline: Date.now() + PATIENCE_MS });
      call.on('data', (answer: streams.ReadResp) => {
        answers.push(answer.toObject());
        if (until(answers)) call.cancel();
      });
      call.on('error', (error: ServiceError) =>
        resolve(until(answers) ? { answers } : { ...refusedBy(error), answers }),
      );
      call.on('end', () => resolve({ answers }));
    });
  }
}

/** One part of an append over BatchAppend; options only in the first part. */
export function batchPart(
  id: string,
  events: readonly RawEvent[],
  options?: { readonly stream: string; readonly expected: RawExpected; readonly deadline: Date },
  final = true,
): streams.BatchAppendReq {
  const request = new streams.BatchAppendReq();
  request.setCorrelationId(uuid(id));
  request.setIsFinal(final);
  if (options !== undefined) {
    const { stream, expected, deadline } = options;
    const header = new streams.BatchAppendReq.Options();
    header.setStreamIdentifier(streamIdentifier(stream));
    header.setDeadline(timestamp.Timestamp.fromDate(deadline));
    if (expected === 'any') header.setAny(new empty.Empty());
    else if (expected === 'exists') header.setStreamExists(new empty.Empty());
    else if (expected === 'none') header.setNoStream(new empty.Empty());
    else header.setStreamPosition(String(expected));
    request.setOptions(header);
  }
  for (const event of events) {
    const message = new streams.BatchAppendReq.ProposedMessage();
    fill(message, event);
    request.addProposedMessages(message);
  }
  return request;
}

function fill(
  message: streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage,
  { id, type = 'FactRecorded', data = Buffer.from('fact') }: RawEvent,
): void {
  message.setId(uuid(id));
  message.getMetadataMap().set('type', type);
  message.getMetadataMap().set('content-type', 'application/octet-stream');
  message.setData(data);
}

function uuid(id: string): shared.UUID {
  const message = new shared.UUID();
  message.setString(id);
  return message;
}

function readOptions({ stream, from, backwards, filter, window }: RawRead): streams.ReadReq.Options {
  const options = new streams.ReadReq.Options();
  const ids = new streams.ReadReq.Options.UUIDOption();
  ids.setString(new shared.Empty());
  options.setUuidOption(ids);
  options.setReadDirection(backwards === true ? 1 : 0);
  if (stream === undefined) options.setAll(allFrom(from));
  else options.setStream(streamFrom(stream, from));
  if (filter === undefined) options.setNoFilter(new shared.Empty());
  else {
    const expression = new streams.ReadReq.Options.FilterOptions.Expression();
    expression.setRegex(filter);
    const filterOptions = new streams.ReadReq.Options.FilterOptions();
    filterOptions.setEventType(expression);
    filterOptions.setMax(window ?? 32);
    filterOptions.setCheckpointintervalmultiplier(1);
    options.setFilter(filterOptions);
  }
  return options;
}

function allFrom(from: RawRead['from']): streams.ReadReq.Options.AllOptions {
  const all = new streams.ReadReq.Options.AllOptions();
  if (from === 'start') all.setStart(new shared.Empty());
  else if (from === 'end') all.setEnd(new shared.Empty());
  else {
    const position = new streams.ReadReq.Options.Position();
    position.setCommitPosition(String(from));
    position.setPreparePosition(String(from));
    all.setPosition(position);
  }
  return all;
}

function streamFrom(stream: string, from: RawRead['from']): streams.ReadReq.Options.StreamOptions {
  const options = new streams.ReadReq.Options.StreamOptions();
  options.setStreamIdentifier(streamIdentifier(stream));
  if (from === 'start') options.setStart(new shared.Empty());
  else if (from === 'end') options.setEnd(new shared.Empty());
  else options.setRevision(String(from));
  return options;
}

function refusedBy({ code, details }: ServiceError): RawAnswers<never> {
  return { answers: [], refused: { code, details } };
}
