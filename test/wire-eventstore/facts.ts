import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { batchPart, RawClient, type RawEvent } from './raw-client.js';
import { shared, type streams } from './protocol.js';

export interface Node {
  /** `host:port` */
  readonly address: string;
  close(): Promise<void> | void;
}

const UNKNOWN = 2;
const INVALID_ARGUMENT = 3;
const BEFORE_ALL = 2n ** 64n - 1n;
/** Matches no type. */
const NOTHING = '^NeverUsed$';

const stream = (): string => `fact-${randomUUID()}`;
const events = (count: number): RawEvent[] => Array.from({ length: count }, () => ({ id: randomUUID() }));
const later = (): Date => new Date(Date.now() + 10_000);
const kinds = (answers: readonly streams.ReadResp.AsObject[]): string[] =>
  answers.map((answer) => {
    if (answer.confirmation !== undefined) return 'confirmed';
    if (answer.caughtUp !== undefined) return 'caught up';
    if (answer.checkpoint !== undefined) return `checkpoint ${answer.checkpoint.commitPosition}`;
    return `event ${answer.event?.event?.commitPosition}`;
  });
const idsIn = (answers: readonly streams.ReadResp.AsObject[]): (string | undefined)[] =>
  answers.map((answer) => answer.event?.event?.id?.string);
const live = (answers: readonly streams.ReadResp.AsObject[]): boolean => kinds(answers).includes('caught up');

/**
 * What a real EventStoreDB 24.6.0 answers, as it travels: recorded there and held against the test server, so that a
 * suite that passes on one can be believed for the other. On a server that others use the log may have grown in between.
 */
export function eventStoreFacts(name: string, start: () => Promise<Node>): void {
  describe(`facts of ${name}`, () => {
    let node: Node;
    let raw: RawClient;
    beforeAll(async () => {
      node = await start();
      raw = new RawClient(node.address);
    });
    afterAll(async () => {
      raw?.close();
      await node?.close();
    });

    const revisionAfter = async (...args: Parameters<RawClient['append']>): Promise<string | undefined> =>
      (await raw.append(...args)).answers[0]?.success?.currentRevision;
    const positionAfter = async (...args: Parameters<RawClient['append']>): Promise<number> =>
      Number((await raw.append(...args)).answers[0]!.success!.position!.commitPosition);

    describe('appending', () => {
      it('answers revision and position of the last event, commit and prepare alike', async () => {
        const name = stream();
        const { answers } = await raw.append(name, 'none', events(3));
        const { success } = answers[0]!;
        expect(success?.currentRevision).toBe('2');
        expect(success?.position?.commitPosition).toBe(success?.position?.preparePosition);
        const read = await raw.read({ stream: name, from: 'end', count: 1, backwards: true });
        expect(read.answers[0]?.event?.event?.commitPosition).toBe(success?.position?.commitPosition);
      });

      it('answers a conflict as a success of the call, with what it expected and what there is', async () => {
        const name = stream();
        await raw.append(name, 'none', events(3));
        expect((await raw.append(name, 'none', events(1))).answers[0]?.wrongExpectedVersion).toMatchObject({
          currentRevision: '2',
          expectedNoStream: {},
        });
        expect((await raw.append(name, 9, events(1))).answers[0]?.wrongExpectedVersion).toMatchObject({
          currentRevision: '2',
          expectedRevision: '9',
        });
        expect((await raw.append(stream(), 0, events(1))).answers[0]?.wrongExpectedVersion).toMatchObject({
          currentNoStream: {},
          expectedRevision: '0',
        });
      });

      it('takes the same ids after the same revision for the same append, also a subset of them', async () => {
        const name = stream();
        const three = events(3);
        const first = await raw.append(name, 'none', three);
        expect(await raw.append(name, 'none', three)).toEqual(first);
        expect(await revisionAfter(name, 'none', three.slice(0, 2))).toBe('1');
        expect(await revisionAfter(name, 0, three.slice(1))).toBe('2');
        expect((await raw.read({ stream: name, from: 'start' })).answers).toHaveLength(3);
      });

      it('answers a conflict where an old id comes with a new one, in either order', async () => {
        const name = stream();
        const [old] = events(1);
        await raw.append(name, 'none', [old!]);
        for (const batch of [
          [old!, ...events(1)],
          [...events(1), old!],
        ]) {
          const { answers } = await raw.append(name, 'none', batch);
          expect(answers[0]?.wrongExpectedVersion?.currentRevision).toBe('0');
        }
      });

      it('stores an old id a second time after the current revision, and an id twice in one append', async () => {
        const name = stream();
        const [old] = events(1);
        await raw.append(name, 'none', [old!]);
        expect(await revisionAfter(name, 0, [old!])).toBe('1');
        const [twice] = events(1);
        expect(await revisionAfter(stream(), 'none', [twice!, twice!])).toBe('1');
      });

      it('knows the ids it took under any revision while it is up', async () => {
        const name = stream();
        const two = events(2);
        await raw.append(name, 'any', two);
        expect(await revisionAfter(name, 'any', two)).toBe('1');
        expect(await revisionAfter(name, 'exists', two.slice(0, 1))).toBe('0');
      });

      it('reports an empty append as a success that created nothing', async () => {
        const name = stream();
        const { answers } = await raw.append(name, 'none', []);
        expect(answers[0]?.success?.noStream).toEqual({});
        expect((await raw.read({ stream: name, from: 'start' })).answers[0]?.streamNotFound).toBeDefined();
      });

      it('takes a mebibyte of data and not one byte more', async () => {
        const data = Buffer.alloc(1024 * 1024);
        expect(await revisionAfter(stream(), 'none', [{ id: randomUUID(), data }])).toBe('0');
        const more = Buffer.alloc(data.length + 1);
        const { refused } = await raw.append(stream(), 'none', [{ id: randomUUID(), data: more }]);
        expect(refused).toEqual({ code: INVALID_ARGUMENT, details: 'Maximum Append Size of 1048576 Exceeded.' });
      });

      it('faults on what is no event', async () => {
        for (const bad of [{ id: 'none' }, { id: randomUUID(), type: '' }]) {
          const { refused } = await raw.append(stream(), 'none', [bad]);
          expect(refused).toEqual({ code: UNKNOWN, details: 'Exception was thrown by handler.' });
        }
      });

      it('goes on with the revisions of a stream that was deleted softly', async () => {
        const name = stream();
        await raw.append(name, 'none', events(3));
        await raw.delete(name, 2);
        expect((await raw.read({ stream: name, from: 'start' })).answers[0]?.streamNotFound).toBeDefined();
        expect(await revisionAfter(name, 'none', events(1))).toBe('3');
        expect((await raw.read({ stream: name, from: 'start' })).answers).toHaveLength(1);
      });
    });

    describe('appending in batches', () => {
      const send = async (...parts: readonly streams.BatchAppendReq[]): Promise<streams.BatchAppendResp> =>
        (await raw.batchAppend(parts, 1))[0]!;
      const errorOf = (response: streams.BatchAppendResp): { code: number; message: string; type: string } => {
        const error = response.getError()!;
        const type = error.getDetails()!.getTypeName();
        return { code: error.getCode(), message: error.getMessage(), type };
      };

      it('puts the parts of an append together and answers the last of them', async () => {
        const name = stream();
        const id = randomUUID();
        const response = await send(
          batchPart(id, events(2), { stream: name, expected: 'none', deadline: later() }, false),
          batchPart(id, events(1)),
        );
        expect(response.getCorrelationId()?.getString()).toBe(id);
        expect(response.getSuccess()?.getCurrentRevision()).toBe('2');
      });

      it('answers the same ids after the same revision as the first time', async () => {
        const options = { stream: stream(), expected: 'none' as const, deadline: later() };
        const two = events(2);
        const first = await send(batchPart(randomUUID(), two, options));
        const again = await send(batchPart(randomUUID(), two, options));
        expect(again.getSuccess()?.toObject()).toEqual(first.getSuccess()?.toObject());
      });

      it('packs a conflict into a status, with what it expected and what there is', async () => {
        const name = stream();
        await raw.append(name, 'none', events(2));
        const response = await send(
          batchPart(randomUUID(), events(1), { stream: name, expected: 9, deadline: later() }),
        );
        const type = 'event_store.client.WrongExpectedVersion';
        expect(errorOf(response)).toEqual({ code: 6, message: 'WrongExpectedVersion', type });
        const details = response.getError()!.getDetails()!;
        const wrong = details.unpack((bytes) => shared.WrongExpectedVersion.deserializeBinary(bytes), type);
        expect(wrong?.toObject()).toMatchObject({ currentStreamRevision: '1', expectedStreamPosition: '9' });
      });

      it('answers a deadline that is over, before or while the append is incomplete, as a timeout', async () => {
        const timeout = { code: 4, message: 'Timeout', type: 'event_store.client.Timeout' };
        const name = stream();
        const over = { stream: name, expected: 'none' as const, deadline: new Date(Date.now() - 1_000) };
        expect(errorOf(await send(batchPart(randomUUID(), events(1), over)))).toEqual(timeout);
        const soon = { ...over, deadline: new Date(Date.now() + 200) };
        const late = await send(batchPart(randomUUID(), events(1), soon, false));
        expect(errorOf(late)).toEqual(timeout);
        expect(late.getCorrelationId()?.hasStructured()).toBe(true);
        expect((await raw.read({ stream: name, from: 'start' })).answers[0]?.streamNotFound).toBeDefined();
      });

      it('answers a bad part at once and its deadline a second time', async () => {
        const options = { stream: stream(), expected: 'none' as const, deadline: new Date(Date.now() + 200) };
        const answers = await raw.batchAppend([batchPart(randomUUID(), [{ id: 'none' }], options)], 2);
        expect(answers.map((answer) => errorOf(answer).message)).toEqual(['BadRequest', 'Timeout']);
      });
    });

    describe('reading', () => {
      it('reads a stream both ways, inclusive, and nothing past its end', async () => {
        const name = stream();
        const four = events(4);
        const ids = four.map(({ id }) => id);
        await raw.append(name, 'none', four);
        const read = async (from: 'start' | 'end' | number, backwards: boolean): Promise<unknown> =>
          idsIn((await raw.read({ stream: name, from, count: 2, backwards })).answers);
        expect(await read(1, false)).toEqual(ids.slice(1, 3));
        expect(await read(1, true)).toEqual([ids[1], ids[0]]);
        expect(await read('end', true)).toEqual([ids[3], ids[2]]);
        expect(await read(9, false)).toEqual([]);
        expect(await read(9, true)).toEqual([ids[3], ids[2]]);
      });

      it('names the stream that it does not find, and ends well', async () => {
        const { answers, refused } = await raw.read({ stream: stream(), from: 'start' });
        expect(answers.map((answer) => answer.streamNotFound !== undefined)).toEqual([true]);
        expect(refused).toBeUndefined();
      });

      it('reads $all from a position inclusive forwards and exclusive backwards', async () => {
        const name = stream();
        const two = events(2);
        const ids = two.map(({ id }) => id);
        const last = await positionAfter(name, 'none', two);
        expect(idsIn((await raw.read({ from: last, count: 1 })).answers)).toEqual([ids[1]]);
        expect(idsIn((await raw.read({ from: last, count: 1, backwards: true })).answers)).toEqual([ids[0]]);
        expect((await raw.read({ from: 'end', count: 1 })).answers).toEqual([]);
        expect((await raw.read({ from: 'start', count: 1, backwards: true })).answers).toEqual([]);
      });

      it('refuses a position at which no record begins', async () => {
        const last = await positionAfter(stream(), 'none', events(1));
        const invalid = { code: UNKNOWN, details: 'Unexpected ReadAllResult: InvalidPosition' };
        expect((await raw.read({ from: last - 1, count: 1 })).refused).toEqual(invalid);
        const subscribed = await raw.subscribe({ from: last - 1, filter: NOTHING }, () => false);
        expect(kinds(subscribed.answers)).toEqual(['confirmed']);
        expect(subscribed.refused?.code).toBe(INVALID_ARGUMENT);
      });

      it('counts positions in bytes of its own records', async () => {
        const name = stream();
        await raw.append(name, 'none', [...events(1), ...events(1)]);
        const [first, second] = (await raw.read({ stream: name, from: 'start' })).answers.map((answer) =>
          Number(answer.event?.event?.commitPosition),
        );
        const texts = name.length + 'FactRecorded'.length + 'fact'.length;
        expect(second! - first!).toBe(90 + texts);
      });
    });

    describe('subscribing to $all', () => {
      it('confirms, delivers what follows the position, tells a checkpoint and that it has caught up', async () => {
        const name = stream();
        const [first] = events(1);
        const after = await positionAfter(name, 'none', [first!]);
        const last = await positionAfter(name, 0, events(2));
        const { answers } = await raw.subscribe({ from: after, filter: `^FactRecorded$` }, live);
        const seen = kinds(answers);
        expect(seen[0]).toBe('confirmed');
        expect(seen[1]).not.toBe(`event ${after}`);
        expect(seen).toContain(`event ${last}`);
        expect(seen.at(-2)).toMatch(/^checkpoint /);
        expect(seen.at(-1)).toBe('caught up');
      });

      it('tells the checkpoint "before all", as a number past every position, where nothing matched', async () => {
        const { answers } = await raw.subscribe({ from: 'start', filter: NOTHING, window: 1_000_000 }, live);
        expect(kinds(answers)).toEqual(['confirmed', `checkpoint ${BEFORE_ALL}`, 'caught up']);
      });

      it('goes on from the end where that number comes back as a position', async () => {
        await raw.append(stream(), 'none', events(1));
        const { answers } = await raw.subscribe({ from: BEFORE_ALL, filter: '^FactRecorded$' }, live);
        expect(kinds(answers)).toEqual(['confirmed', 'caught up']);
      });

      it('tells a checkpoint after every window of records that match nothing, while it is live', async () => {
        const from = await positionAfter(stream(), 'none', events(1));
        const told = (answers: readonly streams.ReadResp.AsObject[]): boolean =>
          kinds(answers).some((kind) => kind.startsWith('checkpoint ') && kind !== `checkpoint ${from}`);
        const subscribed = raw.subscribe({ from, filter: NOTHING, window: 2 }, (answers) => {
          if (live(answers) && !written) {
            written = true;
            void raw.append(stream(), 'none', events(4));
          }
          return told(answers);
        });
        let written = false;
        expect(told((await subscribed).answers)).toBe(true);
      });
    });
  });
}
