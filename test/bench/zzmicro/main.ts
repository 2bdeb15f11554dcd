import { createCipheriv, hash, randomUUID } from 'node:crypto';
import { validateAppend } from '@jalons/event-log';
import { appendStatement } from '../../../libs/event-log/src/postgres/append-statement.js';
import { sealEvent } from '../../../libs/event-log/src/codec/seal.js';
import { frameOf } from '../../../libs/event-log/src/codec/framing.js';
import { codec, decided, KEY, KEY_ID, newStream, sealedEvent } from '../log/sample.js';
import pgp from 'pg-protocol/dist/serializer.js';
const N = 20000;
export async function run(): Promise<void> {
  const d = Array.from({ length: N }, decided);
  const enc = d.map((x) => codec.encode(x.event, x.context));
  const stream = newStream();
  const target = { stream, eventId: randomUUID(), type: 'ContactAttempted', keyId: KEY_ID };
  const sealed = enc.map((e) => codec.seal({ ...target, eventId: randomUUID() }, e, KEY));
  const groups = Array.from({ length: N / 32 }, (_, g) => sealed.slice(g * 32, g * 32 + 32).map((e) => ({ stream: newStream(), expected: 'none' as const, events: [e] })));
  const iv = Buffer.alloc(12); const whole = Buffer.alloc(700);
  const sts = groups.map(appendStatement);
  const tests: Record<string, () => void> = {
    decided: () => { for (let i = 0; i < N; i++) decided(); },
    uuid: () => { for (let i = 0; i < N; i++) randomUUID(); },
    encode: () => { for (const x of d) codec.encode(x.event, x.context); },
    stringify: () => { for (const x of d) JSON.stringify({ data: x.event.data, ...x.context }); },
    seal: () => { for (const e of enc) codec.seal(target, e, KEY); },
    cipheronly: () => { for (const e of enc) { const c = createCipheriv('aes-256-gcm', KEY, iv); c.setAAD(whole); c.update(e.body, 'utf8'); c.final(); c.getAuthTag(); } },
    createCipheriv: () => { for (let i = 0; i < N; i++) createCipheriv('aes-256-gcm', KEY, iv); },
    digest: () => { for (let i = 0; i < N; i++) hash('sha256', whole, 'buffer'); },
    frame: () => { for (let i = 0; i < N; i++) frameOf({ ...target, schemaVersion: 1 }); },
    alloc: () => { for (let i = 0; i < N; i++) Buffer.allocUnsafe(800); },
    validate: () => { for (const g of groups) for (const r of g) validateAppend(r); },
    statement: () => { for (const g of groups) appendStatement(g); },
    bind: () => { for (const s of sts) pgp.serialize.bind({ portal: '', statement: 'x', values: s.values.map((v) => typeof v === 'boolean' ? String(v) : v) as never, binary: false, valueMapper: (v: unknown) => v as never }); },
  };
  for (let round = 0; round < 3; round++) for (const [k, f] of Object.entries(tests)) { const c = process.cpuUsage(); f(); const u = process.cpuUsage(c); if (round === 2) console.log(k.padEnd(16), ((u.user + u.system) / N).toFixed(2)); }
  void sealEvent; process.exit(0);
}
