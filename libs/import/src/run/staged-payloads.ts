import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Uuid } from '@jalons/kernel';
import type { MappedPerson, MappedStep } from '../rows/mapped-row.js';

/** A row that a profile has made of a line, as it waits to be decided. */
export type StagedRow = MappedPerson | MappedStep;

/** Rows of one person or parcours that were read together, as JSON. */
export interface StagedPayload {
  readonly parcours: Uuid | null;
  readonly person: Uuid | null;
  readonly likeness: Uuid | null;
  /** An array of rows. */
  readonly json: string;
}

/** In characters: what is sealed of it fits in a page of the server, where one row alone is not longer. */
const MOST_TOGETHER = 6_000;

/**
 * Puts rows together that concern the same parcours and person: most files tell a parcours in one go, and what is
 * encrypted, stored and sorted is then a fraction of its rows.
 */
export function payloadsOf(
  rows: readonly StagedRow[],
  likenessOf: (row: StagedRow) => Uuid | null,
): readonly StagedPayload[] {
  const open = new Map<string, { payload: Omit<StagedPayload, 'json'>; json: string }>();
  const full: StagedPayload[] = [];
  for (const row of rows) {
    const [parcours, person, likeness] = [row.of === 'step' ? row.parcours : null, row.person ?? null, likenessOf(row)];
    const key = `${parcours} ${person} ${likeness}`;
    const json = JSON.stringify(row);
    const begun = open.get(key);
    if (begun !== undefined && begun.json.length + json.length < MOST_TOGETHER) {
      begun.json += `,${json}`;
      continue;
    }
    if (begun !== undefined) full.push(closed(begun));
    open.set(key, { payload: { parcours, person, likeness }, json });
  }
  for (const begun of open.values()) full.push(closed(begun));
  return full;
}

function closed({ payload, json }: { readonly payload: Omit<StagedPayload, 'json'>; readonly json: string }) {
  return { ...payload, json: `[${json}]` };
}

const [KEY_BYTES, IV_BYTES, TAG_BYTES] = [32, 12, 16];

/** Encrypts (AES-256-GCM) under a key that lives in this object alone; each nonce is a count, used once. */
export class RowSeal {
  private readonly key = randomBytes(KEY_BYTES);
  private count = 0n;

  close(text: string): Buffer {
    const iv = Buffer.alloc(IV_BYTES);
    iv.writeBigUInt64BE((this.count += 1n));
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    const body = cipher.update(text, 'utf8');
    cipher.final();
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  }

  open(sealed: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const body = decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES));
    decipher.final();
    return body.toString('utf8');
  }
}
