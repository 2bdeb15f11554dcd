/** $1 uuid[] ids, $2 bytea[] fresh wrapped keys, $3 int master version; one row per id with the key that counts. */
export const CREATE_KEYS = `
  SELECT key_id, wrapped, master_version FROM keys.create_many($1::uuid[], $2::bytea[], $3::int)`;

/** $1 uuid[] ids; a row per key that ever was, wrapped NULL where destroyed. For roles without SELECT on the table. */
export const FIND_KEYS_ONE_BY_ONE = `
  SELECT u.id AS key_id, k.wrapped, k.master_version
    FROM unnest($1::uuid[]) u (id), LATERAL keys.unwrap_one(u.id) k`;

/** The same for roles that read the table. */
export const FIND_KEYS = `
  SELECT key_id, wrapped, master_version FROM keys.subject_keys WHERE key_id = ANY ($1::uuid[])`;

/** $1 uuid[] ids, all destroyed or none; a row per id, true where it lived until now. */
export const DESTROY_KEYS = `
  SELECT u.id AS key_id, keys.destroy(u.id) AS lived FROM unnest($1::uuid[]) u (id) ORDER BY u.id`;

/** $1 int version, $2 bytea fingerprint; the fingerprint that counts. */
export const REGISTER_MASTER = `SELECT keys.register_master($1::int, $2::bytea) AS fingerprint`;

/** $1 int current master version, $2 uuid after which to go on, $3 int at most; living keys under another version. */
export const KEYS_TO_REWRAP = `
  SELECT key_id, wrapped, master_version FROM keys.subject_keys
   WHERE master_version <> $1::int AND destroyed_at IS NULL AND key_id > $2::uuid
   ORDER BY key_id LIMIT $3::int`;

/** $1 uuid[] ids, $2 int[] versions read, $3 bytea[] rewrapped, $4 int new version; how many were rewrapped. */
export const REWRAP_KEYS = `SELECT keys.rewrap($1::uuid[], $2::int[], $3::bytea[], $4::int) AS count`;

export interface KeyRow {
  readonly key_id: string;
  readonly wrapped: Buffer | null;
  readonly master_version: number;
}
