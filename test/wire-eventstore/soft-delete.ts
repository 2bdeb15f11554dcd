import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { notReady, wrongVersion } from './answers.js';
import { streamName, streams } from './protocol.js';
import type { Writer } from './writer.js';

const ANY = -2n;
const NONE = -1n;

/** A soft delete: the stream reads as if it never were, `$all` keeps its events, and its revisions go on. */
export async function softDelete(
  call: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>,
  answer: sendUnaryData<streams.DeleteResp>,
  writer: Writer,
  ready: boolean,
): Promise<void> {
  if (!ready) return answer(notReady());
  const options = call.request.getOptions()!;
  const stream = streamName(options.getStreamIdentifier()!);
  const current = (writer.file.stream(stream)?.records.length ?? 0) - 1;
  const expected = options.hasAny() ? ANY : options.hasRevision() ? BigInt(options.getRevision()) : NONE;
  if (current < 0 || (expected !== ANY && expected !== BigInt(current))) {
    return answer(wrongVersion('Delete', stream, expected, current));
  }
  const position = new streams.DeleteResp.Position();
  const place = String(await writer.softDelete(stream));
  position.setCommitPosition(place);
  position.setPreparePosition(place);
  const response = new streams.DeleteResp();
  response.setPosition(position);
  answer(null, response);
}
