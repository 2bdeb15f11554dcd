import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '@jalons/event-log';
import { codec, decided, KEY, KEY_ID, verifyingCodec } from '../log/sample.js';

/** Microseconds per event of one ordinary step of a parcours. */
export interface CodecCost {
  /** JSON with its checks, encryption, digest. */
  readonly seal: number;
  /** Of it, JSON with its checks. */
  readonly encode: number;
  /** Decryption, JSON, upcasting. */
  readonly open: number;
  readonly openVerified: number;
}

const EVENTS = 20_000;

/** Measures the codec alone on this thread, in about a second. */
export function codecCost(): CodecCost {
  const stream = `parcours-${randomUUID()}` as const;
  const samples = Array.from({ length: EVENTS }, decided);
  const target = { stream, eventId: randomUUID(), type: samples[0]!.event.type, keyId: KEY_ID };
  const sealed = samples.map(({ event, context }): RecordedEvent => {
    const each = codec.seal(target, codec.encode(event, context), KEY);
    return { ...each, stream, revision: 0, position: '0000000000000000001', recordedAt: 0 };
  });
  return {
    encode: perEvent(() => samples.map(({ event, context }) => codec.encode(event, context)).length),
    seal: perEvent(() => samples.map((each) => codec.seal(target, codec.encode(each.event, each.context), KEY)).length),
    open: perEvent(() => sealed.map((event) => codec.open(event, KEY)).length),
    openVerified: perEvent(() => sealed.map((event) => verifyingCodec.open(event, KEY)).length),
  };
}

/** The best of three, after one to warm up: what the machine does besides only ever adds. */
function perEvent(work: () => number): number {
  work();
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    const events = work();
    return ((performance.now() - start) * 1_000) / events;
  });
  return Math.min(...times);
}
