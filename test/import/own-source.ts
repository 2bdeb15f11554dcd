import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commandHashOf, type StoredEvent } from '@jalons/event-log';
import { ownFormat, type ImportRequest, type ImportSummary } from '@jalons/import';
import { loadNomenclatures, randomId, type Uuid } from '@jalons/kernel';
import { parcoursDecider, parcoursLife, type ParcoursCommand, type ParcoursEvent } from '@jalons/parcours';
import { openImportBench, type FilesToImport, type ImportBench } from '../support/imports.js';

/** Imports of files in our own format into one territory, and what stands in its log then. */
export class OwnSource {
  private readonly folder = mkdtempSync(join(tmpdir(), 'jalons-source-'));
  private readonly codes = loadNomenclatures();

  private constructor(readonly bench: ImportBench) {}

  static async open(): Promise<OwnSource> {
    return new OwnSource(await openImportBench());
  }

  async close(): Promise<void> {
    await this.bench.close();
    rmSync(this.folder, { recursive: true });
  }

  /** @param texts by name, without `.csv`; a name may say a folder */
  import(
    texts: Readonly<Record<string, string>>,
    more: Partial<ImportRequest & FilesToImport> = {},
  ): Promise<ImportSummary> {
    const files = Object.entries(texts).map(([name, text]) => {
      const path = join(this.folder, `${name}.csv`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return path;
    });
    return this.bench.import({ files, profile: ownFormat(), ...more });
  }

  async inStreams(category: string): Promise<readonly StoredEvent[]> {
    return (await this.bench.events()).filter(({ stream }) => stream.startsWith(`${category}-`));
  }

  /** The steps of each parcours, by the day of its entry. */
  async lives(): Promise<readonly (readonly string[])[]> {
    const events = await this.inStreams('parcours');
    return [...new Set(events.map(({ stream }) => stream))]
      .map((name) => parcoursLife(events.filter(({ stream }) => stream === name) as never).steps)
      .filter((steps) => steps.length > 0)
      .map((steps) => steps.map(({ type, occurredOn }) => `${type} ${occurredOn}`))
      .toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
  }

  /** The last entry of a type in the parcours. */
  async entry(type: string): Promise<StoredEvent> {
    return (await this.inStreams('parcours')).findLast((event) => event.type === type)!;
  }

  /** A command of somebody, by hand. */
  async byHand(stream: string, command: ParcoursCommand): Promise<void> {
    const context = {
      ...{ commandId: randomId(), commandHash: commandHashOf(command), actor: randomId(), correlationId: randomId() },
    };
    const name = stream as `parcours-${Uuid}`;
    const [{ keyId }] = (await this.bench.opened.store.load(name)) as readonly [StoredEvent<ParcoursEvent>];
    const decision = { now: Date.now(), zone: 'Europe/Paris' };
    const decider = parcoursDecider(this.codes);
    await this.bench.opened.runner.run({ decider, stream: name, command, context, decision, keyId });
  }
}
