import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  defineEvents,
  digestMatches,
  eventIdOf,
  SYSTEM_KEY_ID,
  UnreadableEvent,
  type CommandContext,
  type DomainEvent,
  type ReadableEvent,
  type StreamName,
} from '@jalons/event-log';
import { civilDateOf, DomainError, randomId, type Uuid } from '@jalons/kernel';
import { destroyKeys } from '@jalons/privacy';
import { openStore, type OpenedStore } from '../support/event-store.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

type NoteEvent = DomainEvent<'NoteWritten', { readonly text: string }>;

const definitions = defineEvents<NoteEvent>({
  NoteWritten: {
    version: 1,
    validate: ({ text }) => {
      if (text === 'refused') throw new DomainError('invalid', 'text', 'Texte refusé.');
    },
  },
});

describe('SealedEventStore on PostgreSQL', () => {
  let database: TestDatabase;
  let secretsFolder: string;
  let worker: OpenedStore;
  let api: OpenedStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-store-'));
    worker = await openStore({ urls: database.urls, secretsFolder, definitions, role: 'worker' });
    api = await openStore({ urls: database.urls, secretsFolder, definitions, role: 'api' });
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
    await database.drop();
    rmSync(secretsFolder, { recursive: true });
  });

  const contextOf = (commandId = randomId()): CommandContext => ({
    ...{ commandId, commandHash: 'hash', actor: randomId(), correlationId: commandId },
  });
  const note = (text: string, more: { keyId?: Uuid; eventId?: Uuid } = {}) => ({
    ...{ type: 'NoteWritten', data: { text }, occurredOn: civilDateOf('2026-11-02') },
    ...more,
  });
  const newStream = (): StreamName => `note-${randomId()}`;
  const textOf = (event: ReadableEvent): unknown => (event.erased ? null : (event.data as { text: string }).text);
  const lastPosition = async (): Promise<string | null> => (await worker.log.head())?.position ?? null;

  it('gives events back as they were decided, to the api by stream and to the worker from the whole log', async () => {
    const [stream, keyId, context] = [newStream(), randomId(), contextOf()];
    const before = await lastPosition();
    await api.store.append(stream, 'none', [note('un'), note('deux')], context, keyId);
    const loaded = await api.store.load(stream);
    expect(loaded).toMatchObject([
      { ...note('un'), ...context, stream, keyId, revision: 0, erased: false },
      { ...note('deux'), ...context, stream, keyId, revision: 1, erased: false },
    ]);
    expect(await worker.store.readAll(before, 10)).toEqual(loaded);
    expect(await api.store.load(stream, 1)).toEqual(loaded.slice(1));
    expect(await api.store.load(newStream())).toEqual([]);
  });

  it('derives ids from stream, command and ordinal, keeps those that events bring, and repeats a repeated append', async () => {
    const [stream, other, context, imported] = [newStream(), newStream(), contextOf(), randomId()];
    const events = [note('un'), note('deux', { eventId: imported })];
    const first = await api.store.append(stream, 'none', events, context, randomId());
    expect((await api.store.load(stream)).map(({ eventId }) => eventId)).toEqual([
      eventIdOf(api.idSecret, stream, context.commandId, 0),
      imported,
    ]);
    expect(await worker.store.append(stream, 'none', events, context, randomId())).toEqual({
      ...first,
      repeated: true,
    });
    // The same command may append to a second stream.
    expect(await api.store.append(other, 'none', [note('un')], context, randomId())).toMatchObject({
      status: 'appended',
    });
  });

  it('refuses data before anything is made', async () => {
    const [stream, keyId] = [newStream(), randomId()];
    for (const text of ['refused', 'x\0']) {
      const append = api.store.append(stream, 'none', [note('un'), note(text)], contextOf(), keyId);
      await expect(append).rejects.toMatchObject({ kind: 'invalid' });
    }
    expect(await worker.keys.forOpening(keyId)).toBeNull();
    expect(await api.store.load(stream)).toEqual([]);
  });

  it('leaves the envelope of an erased subject, and what was sealed under another key', async () => {
    const [stream, keyId] = [newStream(), randomId()];
    const before = await lastPosition();
    await api.store.append(stream, 'none', [note('un'), note('deux', { keyId: SYSTEM_KEY_ID })], contextOf(), keyId);
    const heard = new Promise<void>((resolve) => api.keys.onForget((each) => each === keyId && resolve()));
    await destroyKeys(worker.pool, [keyId]);
    await heard;
    for (const events of [await api.store.load(stream), await worker.store.readAll(before, 10)]) {
      expect(events.map(textOf)).toEqual([null, 'deux']);
      expect(events[0]).toMatchObject({ erased: true, stream, revision: 0, keyId, type: 'NoteWritten' });
    }
    expect((await worker.log.readStream(stream)).every(digestMatches)).toBe(true);
    await expect(api.store.append(stream, 1, [note('trois')], contextOf(), keyId)).rejects.toMatchObject({
      code: 'subject-erased',
    });
  });

  it('keeps a poison event from spoiling its page: it throws when looked into, and only then', async () => {
    const [stream, keyId] = [newStream(), randomId()];
    const before = await lastPosition();
    await worker.store.append(stream, 'none', [note('un')], contextOf(), keyId);
    const envelope = { stream, eventId: randomId(), type: 'NoteWritten', keyId } as const;
    // Sealed under a key that is not the subject's: what an alteration looks like.
    const foreign = worker.codec.seal(envelope, worker.codec.encode(note('x'), contextOf()), randomBytes(32));
    await worker.log.append({ stream, expected: 0, events: [foreign] });
    await worker.store.append(stream, 1, [note('trois')], contextOf(), keyId);

    const stop = new AbortController();
    const subscribed: ReadableEvent[] = [];
    for await (const batch of worker.store.subscribe({ after: before, batchSize: 2, signal: stop.signal })) {
      subscribed.push(...batch);
      if (subscribed.length === 3) stop.abort();
    }
    for (const events of [subscribed, await worker.store.readAll(before, 10)]) {
      expect(events.map(({ revision, type }) => [revision, type])).toEqual([0, 1, 2].map((n) => [n, 'NoteWritten']));
      expect([textOf(events[0]!), textOf(events[2]!)]).toEqual(['un', 'trois']);
      const poison = events[1]! as ReadableEvent & { erased: false };
      expect(() => poison.data).toThrow(UnreadableEvent);
      expect(() => poison.occurredOn).toThrow(
        expect.objectContaining({ reason: 'altered', eventId: envelope.eventId }) as never,
      );
    }
    await expect(worker.store.load(stream)).rejects.toThrow(UnreadableEvent);
  });
});
