import { peerModules } from '../support/peer-modules.js';
import type { Variant } from '../support/rounds.js';
import { decided } from '../log/sample.js';

interface EmmettEvent {
  readonly type: string;
  readonly data: object;
}
interface EmmettModule {
  getPostgreSQLEventStore(url: string): {
    appendToStream(stream: string, events: EmmettEvent[]): Promise<unknown>;
    close(): Promise<void>;
  };
  postgreSQLEventStoreConsumer(options: object): {
    projector(options: object): unknown;
    start(): Promise<void>;
    close(): Promise<void>;
  };
  pongoSingleStreamProjection(options: object): object;
}

const AT_ONCE = 16;

/** Its catch-up of one document per stream, with its defaults and with larger batches; no variants without a registry. */
export async function emmettCatchUps(url: string, streams: number, perStream: number): Promise<Variant[]> {
  const load = peerModules();
  if (load === null) return [];
  const emmett = load('@event-driven-io/emmett-postgresql') as EmmettModule;
  const store = emmett.getPostgreSQLEventStore(url);
  for (let step = 0; step < perStream; step += 1) {
    for (let first = 0; first < streams; first += AT_ONCE) {
      const group = Array.from({ length: Math.min(AT_ONCE, streams - first) }, (_none, index) => {
        const { event, context } = decided();
        return store.appendToStream(`parcours-${first + index}`, [
          { type: event.type, data: { ...(event.data as object), occurredOn: event.occurredOn, ...context } },
        ]);
      });
      await Promise.all(group);
    }
  }
  await store.close();
  let runs = 0;
  const catchUp = async (pulling: object): Promise<number> => {
    runs += 1;
    const consumer = emmett.postgreSQLEventStoreConsumer({
      connectionString: url,
      stopWhen: { noMessagesLeft: true },
      pulling,
    });
    consumer.projector({
      projection: emmett.pongoSingleStreamProjection({
        name: `bench_${runs}`,
        collectionName: `bench_${runs}`,
        canHandle: ['ContactAttempted'],
        evolve: (document: { steps: number } | null, { data }: { data: { occurredOn: string } }) => ({
          steps: (document?.steps ?? 0) + 1,
          lastOn: data.occurredOn,
        }),
      }),
    });
    const started = performance.now();
    await consumer.start();
    const seconds = (performance.now() - started) / 1_000;
    await consumer.close();
    return (streams * perStream) / seconds;
  };
  const variant = (name: string, pulling: object): Variant => ({
    name,
    measure: async () => ({ perSecond: await catchUp(pulling), p99: Number.NaN }),
  });
  return [
    variant('emmett 0.42.0, in clear, as it comes (batches of 100)', {}),
    variant('emmett 0.42.0, in clear, batches of 1 000', { batchSize: 1_000, pullingFrequencyInMs: 1 }),
  ];
}
