import pg from 'pg';
import { derivedId, type Uuid } from '@jalons/kernel';
import { markErased, type MarkingParts } from '../erasure/mark-erased.js';

export interface ErasedAgainParts extends MarkingParts {
  readonly ownerUrl: string;
}

/** Subjects whose key is destroyed, with the erasure that destroyed it where the backup knows of it. No parameter. */
const DESTROYED = `
  SELECT key.key_id AS id,
         (SELECT erasure.id FROM privacy.erasures erasure WHERE key.key_id = ANY (erasure.people) LIMIT 1) AS intent
    FROM keys.subject_keys key WHERE key.destroyed_at IS NOT NULL ORDER BY key.key_id`;

/**
 * Says again, in a log restored from before, that people whose key was destroyed since are erased: a restore never
 * brings anyone back (security.md § 3). May be repeated.
 * @returns how many people were marked
 */
export async function eraseAgain({ ownerUrl, ...parts }: ErasedAgainParts): Promise<number> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'jalons-restore' });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ id: Uuid; intent: Uuid | null }>(DESTROYED);
    let marked = 0;
    for (const { id, intent } of rows) {
      const done = await markErased(parts, id, intent ?? derivedId(parts.idSecret, 'erase-again-intent', id));
      if (done?.repeated === false) marked += 1;
    }
    return marked;
  } finally {
    await owner.end();
  }
}
