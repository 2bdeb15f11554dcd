/**
 * One-dimensional arrays in PostgreSQL's binary wire format. The driver sends a Buffer parameter as binary, and its own
 * text arrays cost 15 % of the appends. Layout: dimensions, has-nulls, element type,
 * length, lower bound, then each element behind its length; all int32, big-endian.
 */
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;

const OID = { bytea: 17, int8: 20, int4: 23, text: 25, uuid: 2950 } as const;

function start(oid: number, length: number, bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + bytes);
  buffer.writeInt32BE(length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(0, 4);
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(length, 12);
  buffer.writeInt32BE(1, 16);
  return length === 0 ? buffer.subarray(0, 12) : buffer;
}

/** `int4[]`. */
export function int4Array(values: readonly number[]): Buffer {
  const buffer = start(OID.int4, values.length, values.length * 8);
  let at = HEADER_BYTES;
  for (const value of values) {
    buffer.writeInt32BE(4, at);
    buffer.writeInt32BE(value, at + LENGTH_BYTES);
    at += 8;
  }
  return buffer;
}

/** `int8[]`, for whole numbers up to 2^53. */
export function int8Array(values: readonly number[]): Buffer {
  const buffer = start(OID.int8, values.length, values.length * 12);
  let at = HEADER_BYTES;
  for (const value of values) {
    buffer.writeInt32BE(8, at);
    buffer.writeBigInt64BE(BigInt(value), at + LENGTH_BYTES);
    at += 12;
  }
  return buffer;
}

/** `uuid[]`, from UUIDs in their textual form. */
export function uuidArray(values: readonly string[]): Buffer {
  const buffer = start(OID.uuid, values.length, values.length * 20);
  let at = HEADER_BYTES;
  for (const value of values) {
    buffer.writeInt32BE(16, at);
    buffer.write(value.replaceAll('-', ''), at + LENGTH_BYTES, 16, 'hex');
    at += 20;
  }
  return buffer;
}

/** `text[]`. */
export function textArray(values: readonly string[]): Buffer {
  let bytes = 0;
  for (const value of values) bytes += LENGTH_BYTES + Buffer.byteLength(value);
  const buffer = start(OID.text, values.length, bytes);
  let at = HEADER_BYTES;
  for (const value of values) {
    const written = buffer.write(value, at + LENGTH_BYTES);
    buffer.writeInt32BE(written, at);
    at += LENGTH_BYTES + written;
  }
  return buffer;
}

/** `bytea[]`. */
export function byteaArray(values: readonly Uint8Array[]): Buffer {
  let bytes = 0;
  for (const value of values) bytes += LENGTH_BYTES + value.length;
  const buffer = start(OID.bytea, values.length, bytes);
  let at = HEADER_BYTES;
  for (const value of values) {
    buffer.writeInt32BE(value.length, at);
    buffer.set(value, at + LENGTH_BYTES);
    at += LENGTH_BYTES + value.length;
  }
  return buffer;
}
