import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  commonEvents,
  EventCodec,
  EventTypeRegistry,
  type CommandContext,
  type EventDefinition,
  type RecordedEvent,
} from '@jalons/event-log';
import { civilDateOf, projectRoot } from '@jalons/kernel';

/** One event version as it was first stored, and what reading it must give for ever. */
export interface GoldenFile {
  readonly type: string;
  readonly schemaVersion: number;
  /** The clear payload, as it was sealed. */
  readonly stored: Readonly<Record<string, unknown>>;
  /** The data of the event in the current version of its type: changes when an upcaster is added, and is reviewed. */
  readonly current: unknown;
}

export const GOLDEN_FOLDER = join(projectRoot(), 'test', 'golden');

const NAME = /^([A-Za-z][A-Za-z0-9]*)\.v(\d+)\.json$/;
const EXAMPLE = '00000000-0000-8000-8000-00000000000';

export function goldenName(type: string, version: number): string {
  return `${type}.v${version}.json`;
}

export function goldenNames(): readonly string[] {
  return readdirSync(GOLDEN_FOLDER).filter((name) => NAME.test(name));
}

export function readGolden(name: string): GoldenFile {
  return JSON.parse(readFileSync(join(GOLDEN_FOLDER, name), 'utf8')) as GoldenFile;
}

/** The names of the golden files that these definitions ask for: one for each version from the first. */
export function expectedNames(definitions: readonly EventDefinition[]): readonly string[] {
  return definitions.flatMap(({ type, version }) =>
    Array.from({ length: version }, (_, index) => goldenName(type, index + 1)),
  );
}

/** The metadata of golden files: every field of it, all of them invented. */
const context: CommandContext = {
  actor: `${EXAMPLE}1`,
  structure: `${EXAMPLE}2`,
  territory: `${EXAMPLE}3`,
  commandId: `${EXAMPLE}4`,
  commandHash: 'b3ZlcmxvbmctZXhhbXBsZQ',
  correlationId: `${EXAMPLE}5`,
  causationId: `${EXAMPLE}6`,
  importId: `${EXAMPLE}7`,
};

/**
 * Writes the golden file of the current version of a type from a sample of its data, unless there is one: golden files
 * are never rewritten.
 * @returns the name of the file, or null where it was there
 */
export function writeMissingGolden(definition: EventDefinition, data: unknown): string | null {
  const name = goldenName(definition.type, definition.version);
  const path = join(GOLDEN_FOLDER, name);
  if (existsSync(path)) return null;
  const decided = {
    type: definition.type,
    data,
    occurredOn: civilDateOf('2026-11-02'),
    at: { time: '09:30', zone: 'Europe/Paris' },
    knownOn: civilDateOf('2026-11-03'),
    knownAt: Date.parse('2026-11-03T22:59:59.999Z'),
    corrects: `${EXAMPLE}8`,
  };
  const { body } = codecOf(definition).encode(decided, context);
  const stored = JSON.parse(body) as GoldenFile['stored'];
  const golden: GoldenFile = { type: definition.type, schemaVersion: definition.version, stored, current: data };
  writeFileSync(path, `${JSON.stringify(golden, null, 2)}\n`, { flag: 'wx' });
  return name;
}

/** Seals the stored payload as the version it was, and reads it as the product does today. */
export function replay(golden: GoldenFile, definitions: readonly EventDefinition[]): unknown {
  const key = randomBytes(32);
  const codec = new EventCodec(new EventTypeRegistry(withoutCommon(definitions)), { verifyDigests: true });
  const target = {
    stream: `golden-${EXAMPLE}9`,
    eventId: `${EXAMPLE}8`,
    type: golden.type,
    keyId: `${EXAMPLE}1`,
  } as const;
  const encoded = { version: golden.schemaVersion, body: JSON.stringify(golden.stored) };
  const event: RecordedEvent = {
    ...codec.seal(target, encoded, key),
    ...{ stream: target.stream, revision: 3, position: '0000000000000000042', recordedAt: 1_793_000_000_000 },
  };
  return codec.open(event, key);
}

function codecOf(definition: EventDefinition): EventCodec {
  return new EventCodec(new EventTypeRegistry(withoutCommon([definition])));
}

/** The registry brings the common events itself. */
function withoutCommon(definitions: readonly EventDefinition[]): readonly EventDefinition[] {
  return definitions.filter((definition) => !commonEvents.includes(definition));
}
