import type pg from 'pg';

/** Runs work between BEGIN and COMMIT on one connection; a connection that cannot even roll back is thrown away. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
  begin = 'BEGIN',
): Promise<Result> {
  const client = await pool.connect();
  let unusable = false;
  try {
    return await ownTransaction(
      client,
      () => work(client),
      begin,
      () => {
        unusable = true;
      },
    );
  } finally {
    client.release(unusable);
  }
}

/** The same on a connection that is the caller's alone. */
export async function ownTransaction<Result>(
  client: pg.ClientBase,
  work: () => Promise<Result>,
  begin = 'BEGIN',
  onUnusable: () => void = () => {},
): Promise<Result> {
  try {
    await client.query(begin);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(onUnusable);
    throw error;
  }
}
