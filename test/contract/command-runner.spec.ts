import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StreamCommandRunner, type CommandResult, type ReadableEvent, type StreamName } from '@jalons/event-log';
import { DomainError, isDomainError, randomId, type Uuid } from '@jalons/kernel';
import { destroyKeys } from '@jalons/privacy';
import fc from 'fast-check';
import { startTypeScript } from '../support/child-process.js';
import { openStore, type OpenedStore } from '../support/event-store.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import {
  counterDecider,
  counterEvents,
  counterRequest,
  type Counter,
  type CounterCommand,
} from './command-runner.counter.js';

type Ask = { key?: string; expected?: 'none' | number; by?: OpenedStore };

describe('StreamCommandRunner on the PostgreSQL log', () => {
  let database: TestDatabase;
  let secretsFolder: string;
  let here: OpenedStore;
  /** Another process of the installation: it shares nothing with the first but the database and the key file. */
  let there: OpenedStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-runner-'));
    here = await openStore({ urls: database.urls, secretsFolder, definitions: counterEvents });
    there = await openStore({ urls: database.urls, secretsFolder, definitions: counterEvents, role: 'api' });
  });
  afterAll(async () => {
    await here.close();
    await there.close();
    await database.drop();
    rmSync(secretsFolder, { recursive: true });
  });

  const actor = randomId();
  const subject = (): { stream: StreamName; keyId: Uuid } => ({ stream: `counter-${randomId()}`, keyId: randomId() });
  const ask = (
    on: { stream: StreamName; keyId: Uuid },
    command: CounterCommand,
    { key = randomId(), expected, by = here }: Ask = {},
  ) =>
    by.runner.run(
      counterRequest(by.idSecret, on.stream, command, {
        ...{ actor, key, keyId: on.keyId },
        ...(expected === undefined ? {} : { expected }),
      }),
    );
  const totals = async (stream: StreamName): Promise<number[]> =>
    (await here.store.load(stream)).map((event) => (event as ReadableEvent & { data: { total: number } }).data.total);

  it('appends what is decided, and says where', async () => {
    const on = subject();
    const first = await ask(on, { kind: 'add', by: 5 });
    expect(first).toMatchObject({ stream: on.stream, revision: 0, repeated: false });
    const second = await ask(on, { kind: 'count', times: 3 });
    expect(second).toMatchObject({ revision: 3, repeated: false });
    expect(second.position > first.position).toBe(true);
    const events = await here.store.load(on.stream);
    expect(events.map(({ eventId }) => eventId)).toEqual([...first.eventIds, ...second.eventIds]);
    expect(events.at(-1)!.position).toBe(second.position);
    expect(await totals(on.stream)).toEqual([5, 6, 7, 8]);
  });

  it('gives a retried command its first answer, with one set of events, in any process and after other commands', async () => {
    const on = subject();
    const first = await ask(on, { kind: 'count', times: 2 }, { key: 'k' });
    await ask(on, { kind: 'add', by: 10 }, { by: there });
    for (const by of [here, there]) {
      expect(await ask(on, { kind: 'count', times: 2 }, { key: 'k', by })).toEqual({ ...first, repeated: true });
    }
    expect(await totals(on.stream)).toEqual([1, 2, 12]);
  });

  it('gives the first answer even where the command would now be refused, or its If-Match is long past', async () => {
    const on = subject();
    const first = await ask(on, { kind: 'add', by: 60 }, { key: 'k', expected: 'none' });
    expect(await ask(on, { kind: 'add', by: 60 }, { key: 'k', expected: 'none' })).toEqual({
      ...first,
      repeated: true,
    });
  });

  it('refuses the same key with another body', async () => {
    const on = subject();
    await ask(on, { kind: 'add', by: 1 }, { key: 'k' });
    for (const by of [here, there]) {
      await expect(ask(on, { kind: 'add', by: 2 }, { key: 'k', by })).rejects.toMatchObject({
        kind: 'unprocessable',
        code: 'idempotency-key-reused',
      });
    }
    expect(await totals(on.stream)).toEqual([1]);
  });

  it('keeps the keys of two actors apart', async () => {
    const on = subject();
    await ask(on, { kind: 'add', by: 1 }, { key: 'k' });
    const request = counterRequest(
      here.idSecret,
      on.stream,
      { kind: 'add', by: 1 },
      { actor: randomId(), key: 'k', keyId: on.keyId },
    );
    expect((await here.runner.run(request)).repeated).toBe(false);
    expect(await totals(on.stream)).toEqual([1, 2]);
  });

  it('stores nothing for a command that changes nothing', async () => {
    const on = subject();
    const named = await ask(on, { kind: 'name', name: 'Exemple' });
    const again = await ask(on, { kind: 'name', name: 'Exemple' });
    expect(again).toEqual({ stream: on.stream, eventIds: [], revision: 0, position: named.position, repeated: false });
  });

  it('holds to If-Match', async () => {
    const on = subject();
    await expect(ask(on, { kind: 'add', by: 1 }, { expected: 0 })).rejects.toMatchObject({ code: 'stale-revision' });
    await ask(on, { kind: 'add', by: 1 }, { expected: 'none' });
    await ask(on, { kind: 'add', by: 1 }, { expected: 0, by: there });
    await expect(ask(on, { kind: 'add', by: 1 }, { expected: 0 })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'stale-revision',
    });
    await expect(ask(on, { kind: 'add', by: 1 }, { expected: 'none' })).rejects.toMatchObject({
      code: 'stale-revision',
    });
    expect((await ask(on, { kind: 'add', by: 1 }, { expected: 1 })).revision).toBe(2);
    // Rather than what it would be refused for now.
    await expect(ask(on, { kind: 'add', by: 200 }, { expected: 1 })).rejects.toMatchObject({ code: 'stale-revision' });
    await expect(ask(on, { kind: 'add', by: 200 }, { expected: 2 })).rejects.toMatchObject({ code: 'out-of-range' });
  });

  it('tells strangers the same whatever revision they name', async () => {
    const on = subject();
    await ask(on, { kind: 'add', by: 1 });
    for (const kind of ['not-found', 'forbidden'] as const) {
      const refused = () => {
        throw new DomainError(kind, 'unknown', 'Inconnu.');
      };
      for (const expected of ['none', 0, 1, undefined] as const) {
        const request = counterRequest(
          here.idSecret,
          on.stream,
          { kind: 'add', by: 1 },
          {
            ...{ actor, key: randomId(), keyId: on.keyId },
            ...(expected === undefined ? {} : { expected }),
          },
        );
        const asked = here.runner.run({ ...request, decider: { ...counterDecider, decide: refused } });
        await expect(asked).rejects.toMatchObject({ kind, code: 'unknown' });
      }
    }
  });

  it('neither refuses nor ignores a command by what another process has changed since', async () => {
    const on = subject();
    await ask(on, { kind: 'add', by: 100 });
    await ask(on, { kind: 'add', by: -50 }, { by: there });
    expect((await ask(on, { kind: 'add', by: 10 })).revision).toBe(2);
    await ask(on, { kind: 'name', name: 'Un' });
    await ask(on, { kind: 'name', name: 'Deux' }, { by: there });
    expect((await ask(on, { kind: 'name', name: 'Un' })).eventIds).toHaveLength(1);
  });

  it('tells of a fault of the log and then knows what was stored', async () => {
    const on = subject();
    await ask(on, { kind: 'add', by: 1 });
    const lossy = new StreamCommandRunner({
      idSecret: here.idSecret,
      store: {
        load: (stream, from) => here.store.load(stream, from),
        append: async (...args) => {
          await here.store.append(...args);
          throw new Error('answer lost');
        },
        readAll: (...args) => here.store.readAll(...args),
        subscribe: (options) => here.store.subscribe(options),
      },
    });
    const request = counterRequest(
      here.idSecret,
      on.stream,
      { kind: 'add', by: 2 },
      { actor, key: 'k', keyId: on.keyId },
    );
    await expect(lossy.run(request)).rejects.toThrow('answer lost');
    expect(await lossy.run(request)).toMatchObject({ revision: 1, repeated: true });
    expect(await totals(on.stream)).toEqual([1, 3]);
  });

  it('killed between commit and answer, gives the first answer to the retry, and one event', async () => {
    const on = subject();
    const work = {
      urls: database.urls,
      secretsFolder,
      ...on,
      actor,
      hang: true,
      commands: [{ key: 'k', command: { kind: 'add', by: 7 } }],
    };
    const child = startTypeScript('test/contract/command-runner.child.ts', [JSON.stringify(work)]);
    for await (const line of createInterface(child.stdout)) if (line === 'stored') child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');

    expect(await ask(on, { kind: 'add', by: 7 }, { key: 'k' })).toMatchObject({ revision: 0, repeated: true });
    expect(await totals(on.stream)).toEqual([7]);
  });

  it('two processes racing on one stream, with commands of their own and the same ones, store each once', async () => {
    const on = subject();
    const shared = Array.from({ length: 20 }, (_, n) => ({
      key: `both-${n}`,
      command: { kind: 'add', by: 1 } as const,
    }));
    const own = (name: string) =>
      Array.from({ length: 20 }, (_, n) => ({ key: `${name}-${n}`, command: { kind: 'add', by: 1 } as const }));
    const mixed = (name: string) => shared.flatMap((each, n) => [each, own(name)[n]!]);
    const work = { urls: database.urls, secretsFolder, ...on, actor, commands: mixed('child') };
    const child = startTypeScript('test/contract/command-runner.child.ts', [JSON.stringify(work)]);
    const theirs: CommandResult[] = [];
    let ours: Promise<readonly CommandResult[]> | undefined;
    for await (const line of createInterface(child.stdout)) {
      if (line !== 'ready') theirs.push(JSON.parse(line) as CommandResult);
      else ours = Promise.all(mixed('parent').map(({ key, command }) => ask(on, command, { key })));
    }
    const results = [...(await ours!), ...theirs];

    const added = (await here.store.load(on.stream)).filter(({ type }) => type === 'CounterAdded');
    expect(added).toHaveLength(60);
    expect(added.map((event) => (event as { data?: { total: number } }).data?.total)).toEqual(
      Array.from({ length: 60 }, (_, n) => n + 1),
    );
    const position = new Map(added.map((event) => [event.eventId, event.revision]));
    for (const result of results) {
      expect(result.eventIds.map((eventId) => position.get(eventId))).toEqual([result.revision]);
    }
    expect(results.filter(({ repeated }) => repeated)).toHaveLength(20);
  });

  it('any interleaving of concurrent commands from two processes equals some order of them', async () => {
    const command = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), by: fc.integer({ min: -60, max: 60 }) }),
      fc.record({ kind: fc.constant('count' as const), times: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ kind: fc.constant('name' as const), name: fc.constantFrom('Un', 'Deux') }),
    );
    const asked = fc.record({ command, key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), elsewhere: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 2, maxLength: 10 }), async (requests) => {
        const on = subject();
        const answers = await Promise.all(
          requests.map(({ command, key, elsewhere }) =>
            ask(on, command, { key, by: elsewhere ? there : here }).catch((error: unknown) => {
              if (isDomainError(error)) return error.code;
              throw error;
            }),
          ),
        );
        // The stored stream is the witness: each command that appended, run in that order on the state, decides the same.
        const events = await here.store.load(on.stream);
        let state = counterDecider.initial();
        const states = [state];
        let index = 0;
        const applied = new Map<string, string>();
        while (index < events.length) {
          const event = events[index]! as ReadableEvent & { erased: false; commandId: Uuid };
          const { command, key } = requests.find(({ command, key }) => {
            const { context } = counterRequest(here.idSecret, on.stream, command, { actor, key, keyId: on.keyId });
            return context.commandId === event.commandId && context.commandHash === event.commandHash;
          })!;
          expect(applied.has(key)).toBe(false);
          applied.set(key, JSON.stringify(command));
          for (const decided of counterDecider.decide(command, state, { now: 0, zone: 'Europe/Paris' })) {
            const stored = events[index]! as unknown as Parameters<typeof counterDecider.evolve>[1];
            expect({ type: stored.type, data: stored.data }).toEqual({ type: decided.type, data: decided.data });
            state = counterDecider.evolve(state, stored);
            index += 1;
          }
          states.push(state);
        }
        const outcomeAt = (command: CounterCommand) => (at: Counter) => {
          try {
            return counterDecider.decide(command, at, { now: 0, zone: 'Europe/Paris' }).length;
          } catch (error) {
            return (error as DomainError).code;
          }
        };
        for (const [n, answer] of answers.entries()) {
          const { command, key } = requests[n]!;
          if (answer === 'idempotency-key-reused') expect(applied.get(key)).not.toBe(JSON.stringify(command));
          else if (typeof answer === 'string') expect(states.map(outcomeAt(command))).toContain(answer);
          else if (answer.eventIds.length === 0) expect(states.map(outcomeAt(command))).toContain(0);
          else expect(applied.get(key)).toBe(JSON.stringify(command));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('refuses everything about an erased person, also from a state that it held', async () => {
    const on = subject();
    await ask(on, { kind: 'add', by: 1 });
    const heard = Promise.all([here, there].map((by) => forgotten(by, on.keyId)));
    await ask(on, { kind: 'add', by: 1 }, { by: there });
    await destroyKeys(here.pool, [on.keyId]);
    await heard;
    for (const by of [here, there]) {
      await expect(ask(on, { kind: 'add', by: 1 }, { by })).rejects.toMatchObject({
        kind: 'gone',
        code: 'subject-erased',
      });
    }
    expect((await here.store.load(on.stream)).map(({ erased }) => erased)).toEqual([true, true]);
  });

  it('reloads what it was told to forget, and remembers no more streams than it may', async () => {
    const loads: (number | undefined)[] = [];
    const counting = new StreamCommandRunner({
      idSecret: here.idSecret,
      maxStreams: 2,
      store: {
        load: (stream, from) => {
          loads.push(from);
          return here.store.load(stream, from);
        },
        append: (...args) => here.store.append(...args),
        readAll: (...args) => here.store.readAll(...args),
        subscribe: (options) => here.store.subscribe(options),
      },
    });
    const subjects = [subject(), subject(), subject()] as const;
    const add = ({ stream, keyId }: { stream: StreamName; keyId: Uuid }) =>
      counting.run(counterRequest(here.idSecret, stream, { kind: 'add', by: 1 }, { actor, key: randomId(), keyId }));
    const [a, b, c] = subjects;
    await add(a);
    await add(a);
    expect(loads.splice(0)).toEqual([0, 0]);
    await add(a);
    expect(loads.splice(0)).toEqual([1]);
    counting.evict(a.stream);
    await add(a);
    await add(b);
    await add(b);
    expect(loads.splice(0)).toEqual([0, 0, 0]);
    counting.evictKey(b.keyId);
    await add(a);
    await add(b);
    expect(loads.splice(0)).toEqual([3, 0]);
    await add(c);
    await add(a);
    expect(loads.splice(0)).toEqual([0, 0]);
    counting.evictKey(null);
    await add(a);
    expect(loads.splice(0)).toEqual([0]);
  });

  it('refuses a stream of another category', () => {
    const request = counterRequest(
      here.idSecret,
      `person-${randomId()}`,
      { kind: 'add', by: 1 },
      { actor, key: 'k', keyId: randomId() },
    );
    expect(() => here.runner.run(request)).toThrow('cannot run on person-');
  });
});

function forgotten({ keys }: OpenedStore, keyId: Uuid): Promise<void> {
  return new Promise((resolve) => {
    const stop = keys.onForget((each) => {
      if (each !== keyId) return;
      stop();
      resolve();
    });
  });
}
