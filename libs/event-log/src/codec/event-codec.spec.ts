import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { civilDateOf, DomainError, randomId } from '@jalons/kernel';
import type { RecordedEvent } from '../port/envelope.js';
import type { CommandContext, Decided, DomainEvent } from './event.js';
import { erasedEvent, EventCodec } from './event-codec.js';
import { defineEvents, EventTypeRegistry, type EventDefinition } from './event-types.js';

type DoorEvent =
  | DomainEvent<'DoorOpened', { readonly by: string }>
  | DomainEvent<'DoorPainted', { readonly colour: string; readonly coats: number }>;

const doors = defineEvents<DoorEvent>({
  DoorOpened: { version: 1 },
  DoorPainted: {
    version: 3,
    upcasters: {
      1: (data: { color: string }) => ({ colour: data.color }),
      2: (data: { colour: string }) => ({ ...data, coats: 1 }),
    },
    validate: ({ coats }) => {
      if (coats < 1) throw new DomainError('invalid', 'coats', 'Au moins une couche.');
    },
  },
});
const paintedOnce: EventDefinition = { type: 'DoorPainted', version: 1, upcasters: {} };

const key = randomBytes(32);
const context: CommandContext = {
  commandId: randomId(),
  commandHash: 'hash',
  actor: randomId(),
  structure: randomId(),
  correlationId: randomId(),
};
const at = { time: '09:30', zone: 'Europe/Paris' };
const opened = { type: 'DoorOpened', data: { by: 'Zébulon' }, occurredOn: civilDateOf('2026-11-02'), at } as const;

function written(codec: EventCodec, event: Decided<DomainEvent>): RecordedEvent {
  const target = { stream: `door-${randomId()}`, eventId: randomId(), type: event.type, keyId: randomId() } as const;
  const sealed = codec.seal(target, codec.encode(event, context), key);
  return { ...sealed, stream: target.stream, revision: 4, position: '0000000000000000007', recordedAt: 1_000 };
}

describe('EventCodec', () => {
  const codec = new EventCodec(new EventTypeRegistry(doors), { verifyDigests: true });

  it('gives back data, metadata and envelope', () => {
    const event = written(codec, opened);
    const { stream, eventId, keyId, revision, position, recordedAt } = event;
    expect(codec.open(event, key)).toStrictEqual({
      erased: false,
      ...{ stream, eventId, keyId, revision, position, recordedAt },
      ...context,
      ...opened,
    });
  });

  it('seals neither the id nor the key that a decided event may bring', () => {
    const { body } = codec.encode({ ...opened, eventId: randomId(), keyId: randomId() }, context);
    expect(Object.keys(JSON.parse(body) as object)).toEqual(
      'data actor structure occurredOn at commandId commandHash correlationId'.split(' '),
    );
  });

  it('upcasts through every version in between', () => {
    const old = new EventCodec(new EventTypeRegistry([paintedOnce]));
    const event = written(old, { ...opened, type: 'DoorPainted', data: { color: 'bleu' } });
    expect(codec.open(event, key).data).toEqual({ colour: 'bleu', coats: 1 });
  });

  it('reads a type that nobody registered as it was stored', () => {
    const stranger = new EventCodec(new EventTypeRegistry([]));
    expect(stranger.open(written(codec, opened), key)).toMatchObject({ type: 'DoorOpened', data: { by: 'Zébulon' } });
  });

  it('refuses to write a type that nobody registered', () => {
    expect(() => codec.encode({ ...opened, type: 'DoorEaten' }, context)).toThrow('DoorEaten is not registered');
  });

  it('refuses a version newer than it knows', () => {
    const event = written(codec, { ...opened, type: 'DoorPainted', data: { colour: 'bleu', coats: 2 } });
    const older = new EventCodec(new EventTypeRegistry([paintedOnce]));
    expect(() => older.open(event, key)).toThrow(expect.objectContaining({ reason: 'unknown-version' }) as never);
  });

  it('names a failing upcaster without what it said', () => {
    const breaking: EventDefinition = {
      type: 'DoorPainted',
      version: 2,
      upcasters: {
        1: (data: { color: string }) => {
          throw new Error(data.color);
        },
      },
    };
    const event = written(new EventCodec(new EventTypeRegistry([paintedOnce])), {
      ...opened,
      type: 'DoorPainted',
      data: { color: 'bleu' },
    });
    const reader = new EventCodec(new EventTypeRegistry([breaking]));
    expect(() => reader.open(event, key)).toThrow(/upcast-failed$/);
  });

  it('refuses data that the definition refuses, or that JSON cannot hold, before sealing', () => {
    const painted = { ...opened, type: 'DoorPainted' };
    expect(() => codec.encode({ ...painted, data: { colour: 'bleu', coats: 0 } }, context)).toThrow(
      'Au moins une couche.',
    );
    expect(() => codec.encode({ ...painted, data: { colour: 'bleu\0', coats: 1 } }, context)).toThrow('/data/colour');
  });

  it('refuses a digest that does not match when asked to look', () => {
    const event = { ...written(codec, opened), digest: randomBytes(32) };
    expect(() => codec.open(event, key)).toThrow(expect.objectContaining({ reason: 'altered' }) as never);
    expect(new EventCodec(new EventTypeRegistry(doors)).open(event, key).type).toBe('DoorOpened');
  });

  it('leaves only the envelope of an erased event', () => {
    const event = written(codec, opened);
    expect(Object.keys(erasedEvent(event)).toSorted()).toEqual(
      'erased eventId keyId position recordedAt revision stream type'.split(' '),
    );
  });
});

describe('EventTypeRegistry', () => {
  it('holds the event that exists in every stream', () => {
    expect(new EventTypeRegistry([]).find('EntryVoided')).toBeDefined();
  });

  it('refuses a type defined twice and a version that cannot be reached', () => {
    expect(() => new EventTypeRegistry([...doors, paintedOnce])).toThrow('DoorPainted is defined twice');
    expect(() => new EventTypeRegistry([{ type: 'X', version: 3, upcasters: { 2: () => ({}) } }])).toThrow(
      'X: upcasters from 2 instead of 1,2',
    );
    expect(() => new EventTypeRegistry([{ type: 'X', version: 0, upcasters: {} }])).toThrow('X: version 0');
  });
});
