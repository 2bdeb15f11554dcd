import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beneficiaryDecider } from '@jalons/beneficiaries';
import { commandHashOf, type Decider, type DomainEvent, type StoredEvent, type StreamName } from '@jalons/event-log';
import { ownFormat, type ImportRequest, type ImportSummary } from '@jalons/import';
import { loadNomenclatures, randomId } from '@jalons/kernel';
import { parcoursDecider, parcoursLife, type ParcoursCommand } from '@jalons/parcours';
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
  byHand(stream: string, command: ParcoursCommand): Promise<void> {
    return this.run(parcoursDecider(this.codes), stream, command);
  }

  /** Voids an opening by hand, and gives its slot back, as the product does. */
  async undoneByHand({ stream, eventId, keyId, occurredOn: on }: StoredEvent): Promise<void> {
    await this.byHand(stream, { type: 'VoidEntry', eventId, why: 'erreur' });
    const free = { type: 'FreeParcoursSlot', parcoursId: stream.slice('parcours-'.length), on } as const;
    await this.run(beneficiaryDecider(this.codes), `beneficiary-${keyId}`, free);
  }

  private async run<Command, Event extends DomainEvent, State>(
    decider: Decider<Command, Event, State>,
    stream: string,
    command: Command,
  ): Promise<void> {
    const context = {
      ...{ commandId: randomId(), commandHash: commandHashOf(command), actor: randomId(), correlationId: randomId() },
    };
    const name = stream as StreamName;
    const [{ keyId }] = (await this.bench.opened.store.load(name)) as readonly [StoredEvent];
    const decision = { now: Date.now(), zone: 'Europe/Paris' };
    await this.bench.opened.runner.run({ decider, stream: name, command, context, decision, keyId });
  }
}
