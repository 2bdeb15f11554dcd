import { dateAt, isDomainError, type DomainError, type Uuid } from '@jalons/kernel';
import type { EventStore } from '@jalons/event-log';
import { foundedTerritory } from '@jalons/territory';
import type { KnownProfile } from '../profile/known-profiles.js';
import type { OwnStructure } from '../profile/structure-names.js';
import { FileError } from '../read/file-error.js';
import type { Anomaly } from '../run/import-records.js';
import { NamelessPlaces } from '../run/nameless.js';
import { PatientStore } from '../run/patient-store.js';
import { openSources, type PreparedFiles } from '../run/prepared-files.js';
import { runImport, type ImportParts, type ImportProgress, type ImportRequest } from '../run/run-import.js';
import { undoImport } from '../run/undo-import.js';
import { PreviewAnomalies } from './deposit-anomalies.js';
import type { AskedDeposit, DepositDesk } from './deposit-desk.js';
import { detectProfile, type Detected } from './detect-profile.js';
import { MOST_KEPT, type DepositFailure } from './deposit.js';
import { assertManagedBy, assertSeated } from './may-record.js';

export interface CarryOutParts extends ImportParts {
  readonly store: EventStore;
  readonly desk: DepositDesk;
  readonly profiles: readonly [KnownProfile, ...KnownProfile[]];
  /** A structure, and what the product calls it and the others. */
  readonly ownStructure: (structure: Uuid) => Promise<OwnStructure>;
}

/** `again`: another import holds the lock; to be asked later. */
export type CarriedOut = 'settled' | 'again';

/** A deposit that ends its workers again and again, or meets a fault of ours, is given up after so many. */
const MOST_ATTEMPTS = 5;
/** A screen looks once a second. */
const PROGRESS_MS = 500;
const WAY_OUT = 'Rien n’est perdu : demandez-le à nouveau, ou passez par la ligne de commande.';

/** Does what was asked of one deposit, whatever part of it was done before. Nobody else may do so at the same time. */
export async function carryOut(parts: CarryOutParts, id: Uuid, signal: AbortSignal): Promise<CarriedOut> {
  const deposit = await parts.desk.take(id);
  if (deposit === undefined) return 'settled';
  const work = new Work(parts, deposit, signal);
  try {
    if (deposit.attempts > MOST_ATTEMPTS) await work.giveUp();
    else if (deposit.state === 'previewing') await work.preview();
    else if (deposit.state === 'running') await work.run();
    else await work.undo();
    return 'settled';
  } catch (error) {
    if (!isDomainError(error) || error.kind === 'unavailable') throw error;
    if (error.code === 'import-running') {
      await parts.desk.putBack(id);
      return 'again';
    }
    await work.failed(failureOf(error, deposit.state !== 'previewing'));
    return 'settled';
  }
}

class Work {
  private told = 0;

  constructor(
    private readonly parts: CarryOutParts,
    private readonly deposit: AskedDeposit,
    private readonly signal: AbortSignal,
  ) {}

  async preview(): Promise<void> {
    const { desk } = this.parts;
    const anomalies = new PreviewAnomalies(this.parts.pool);
    const { id } = this.deposit;
    if (this.deposit.stopping) return desk.settle(id, { state: 'collecting' });
    await this.assertSeated();
    const { profile, prepared, tables } = await this.detect();
    if (prepared === null) return desk.settle(id, { state: 'to-map', profile: profile.id, tables });
    await anomalies.forget(id);
    const onAnomalies = (found: readonly Anomaly[]) => anomalies.keep(id, found);
    const preview = await runImport(this.parts, { ...(await this.request(prepared)), dryRun: true, onAnomalies });
    await desk.settle(id, { state: 'previewed', profile: profile.id, tables, preview });
  }

  async run(): Promise<void> {
    const { desk } = this.parts;
    const { id, stopping } = this.deposit;
    if (stopping) return this.end('cancelled');
    await this.assertMayRecord();
    const { prepared } = await this.detect();
    if (prepared === null) return this.failed(anotherFormat());
    const request = await this.request(prepared);
    const onBegun = (importId: Uuid) => desk.begun(id, importId);
    const summary = await runImport(this.parts, { ...request, dryRun: false, onBegun });
    // It outlives the files, whose words it may not repeat.
    await desk.settle(id, { state: 'done', result: new NamelessPlaces(prepared).summary(summary) });
    await desk.destroy(id);
  }

  async undo(): Promise<void> {
    const { desk } = this.parts;
    const { id, import: importId, askedBy: actor } = this.deposit;
    await this.assertMayRecord();
    const onProgress = (progress: ImportProgress) => this.tell(progress);
    const { voided, kept, position } = await undoImport(this.parts, { importId: importId!, actor, onProgress });
    const moreKept = Math.max(0, kept.length - MOST_KEPT);
    const undo = { voided, kept: kept.slice(0, MOST_KEPT), moreKept, position };
    await desk.settle(id, { state: 'undone', undo });
  }

  async giveUp(): Promise<void> {
    await this.failed({
      code: 'import-gave-up',
      message: `Cet import a échoué plusieurs fois. ${WAY_OUT}`,
      problems: [],
    });
  }

  /** A preview may be asked again; what ran or was undone may be undone again. */
  async failed(failure: DepositFailure): Promise<void> {
    const { desk } = this.parts;
    const { id, state } = this.deposit;
    const stopped = failure.code === 'import-stopped';
    if (state === 'previewing')
      return desk.settle(id, stopped ? { state: 'collecting' } : { state: 'preview-failed', failure });
    if (state === 'running' && stopped) return this.end('cancelled');
    await this.end('failed', failure);
  }

  private async end(state: 'cancelled' | 'failed', failure?: DepositFailure): Promise<void> {
    const { desk } = this.parts;
    await desk.settle(this.deposit.id, { state, ...(failure !== undefined && { failure }) });
    await desk.destroy(this.deposit.id);
  }

  /** Either may have ended since it was asked. */
  private async assertMayRecord(): Promise<void> {
    const { pool, now } = this.parts;
    await this.assertSeated();
    await assertManagedBy(pool, this.deposit.askedBy, this.deposit, now());
  }

  private assertSeated(): Promise<void> {
    const { store, now } = this.parts;
    return assertSeated(new PatientStore(store), this.deposit, now());
  }

  private async detect(): Promise<Detected> {
    const { desk, profiles } = this.parts;
    const { id, askedProfile, profile: found, state } = this.deposit;
    const { files, mapping } = await desk.files(id);
    // What was seen in the preview is what is imported.
    const wanted = state === 'running' ? found : askedProfile;
    const [first, ...others] = wanted === null ? profiles : profiles.filter((one) => one.id === wanted);
    return detectProfile(await openSources(files), [first ?? profiles[0], ...others], mapping);
  }

  private async request(prepared: PreparedFiles): Promise<Omit<ImportRequest, 'dryRun'>> {
    const { desk, store, ownStructure, now } = this.parts;
    const { id, territory, structure, askedBy, preview } = this.deposit;
    const { zone } = await foundedTerritory(new PatientStore(store), territory);
    const referenceOn = this.deposit.referenceOn ?? dateAt(now(), zone);
    await desk.settleDay(id, referenceOn);
    const total = preview?.rows.read ?? null;
    return {
      ...{
        prepared,
        territory,
        referenceOn,
        actor: askedBy,
        own: await ownStructure(structure),
        signal: this.signal,
      },
      onProgress: (progress) => this.tell({ ...(total !== null && { total }), ...progress }),
    };
  }

  /** Now and then, and without waiting: nothing depends on it. */
  private tell({ step, rows, total }: ImportProgress): void {
    const now = this.parts.now();
    if (now - this.told < PROGRESS_MS) return;
    this.told = now;
    this.parts.desk.progress(this.deposit.id, step, rows, total ?? null).catch(() => {});
  }
}

/** Of what ended, nothing that outlives its files names one. */
function failureOf(error: DomainError, isEnd: boolean): DepositFailure {
  const { code, message, problems } = error;
  if (!isEnd) return { code, message, problems };
  return { code, message: error instanceof FileError ? error.nameless : message, problems: [] };
}

function anotherFormat(): DepositFailure {
  const message = 'Le format de ces fichiers n’est plus reconnu. Demandez un nouvel aperçu.';
  return { code: 'file-of-another-format', message, problems: [] };
}
