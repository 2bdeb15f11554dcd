import { randomUUID } from 'node:crypto';
import { peerModules } from '../support/peer-modules.js';
import { decided } from './sample.js';

export interface Peer {
  readonly name: string;
  /** Appends one event in clear to a new stream, expecting that it does not exist. */
  append(): Promise<void>;
  close(): Promise<void>;
}

interface CastoreModule {
  PostgresEventStorageAdapter: {
    new (options: { connectionString: string }): { pushEvent(event: object, options: object): Promise<unknown> };
    createEventTable(options: { connectionString: string }): Promise<unknown>;
  };
}
interface EmmettModule {
  getPostgreSQLEventStore(url: string): {
    appendToStream(stream: string, events: object[], options: object): Promise<unknown>;
    close(): Promise<void>;
  };
}

/** The peers that could be installed. */
export async function openPeers(url: string): Promise<Peer[]> {
  const load = peerModules();
  if (load === null) return [];
  return [
    await castore(load('@castore/event-storage-adapter-postgres') as CastoreModule, url, 10),
    await castore(load('@castore/event-storage-adapter-postgres') as CastoreModule, url, 32),
    emmett(load('@event-driven-io/emmett-postgresql') as EmmettModule, url),
  ];
}

/** With its default of 10 connections, and with as many as there are appends in flight. */
async function castore({ PostgresEventStorageAdapter }: CastoreModule, url: string, max: number): Promise<Peer> {
  const connectionString = `${url}?max=${max}`;
  await PostgresEventStorageAdapter.createEventTable({ connectionString });
  const adapter = new PostgresEventStorageAdapter({ connectionString });
  return {
    name: `castore 2.4.2, in clear, ${max} connections`,
    append: async () => {
      const { event, context } = decided();
      const detail = {
        aggregateId: randomUUID(),
        version: 1,
        type: event.type,
        payload: event.data,
        metadata: context,
      };
      await adapter.pushEvent(detail, { eventStoreId: 'PARCOURS' });
    },
    close: async () => {},
  };
}

function emmett({ getPostgreSQLEventStore }: EmmettModule, url: string): Peer {
  const store = getPostgreSQLEventStore(url);
  return {
    name: 'emmett 0.42.0, in clear',
    append: async () => {
      const { event, context } = decided();
      await store.appendToStream(
        `parcours-${randomUUID()}`,
        [{ type: event.type, data: event.data, metadata: context }],
        { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' },
      );
    },
    close: () => store.close(),
  };
}
