import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { Any, rpc, shared } from './protocol.js';

export type BatchErrorDetails =
  shared.WrongExpectedVersion | shared.MaximumAppendSizeExceeded | shared.BadRequest | shared.Timeout | empty.Empty;

/** Codes of `google.rpc.Code` by the name of the error; that of anything else is Internal. */
const CODES: Readonly<Record<string, number>> = {
  WrongExpectedVersion: 6,
  MaximumAppendSizeExceeded: 3,
  BadRequest: 3,
  Timeout: 4,
};

/** Its details are packed under the name of their message; the client tells errors apart by that name. */
export function batchError(message: string, details: BatchErrorDetails): rpc.Status {
  const packed = new Any();
  const type = details instanceof empty.Empty ? 'google.protobuf.Empty' : `event_store.client.${message}`;
  packed.pack(details.serializeBinary(), type);
  const status = new rpc.Status();
  status.setCode(CODES[message] ?? 0);
  status.setMessage(message);
  status.setDetails(packed);
  return status;
}
