import pg from 'pg';

/** Opens one connection as the owner of the schemas, for as long as the work takes. */
export async function asOwner<Result>(ownerUrl: string, work: (owner: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'jalons-projections-owner',
    keepAlive: true,
  });
  // A connection lost rejects the statement it carries; without an ear it would end the process too.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
