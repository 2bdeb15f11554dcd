import { failureCode } from '../fold/failure.js';
import type { Projection } from '../projection.js';
import type { StopReason } from '../rebuild/outcome.js';
import type { Rebuilds } from '../rebuild/rebuilds.js';
import type { ProjectionNotice } from './notice.js';

/** Reasons that pass by themselves: another process builds, readers held on, the server went away. */
const PASSING: ReadonlySet<StopReason> = new Set(['busy', 'locked', 'interrupted']);

/** Brings projections of an older version to this release's: built beside, swapped, then fed like any other. */
export class Upgrades {
  private readonly running = new Map<string, Promise<void>>();
  /** Those that this release cannot build: trying again would read the whole log for the same end. */
  private readonly failed = new Set<string>();

  constructor(
    private readonly rebuilds: Rebuilds | null,
    private readonly notice: (notice: ProjectionNotice) => void,
  ) {}

  /** False where this process cannot upgrade anything: it has to wait for another one. */
  begin(projection: Projection): boolean {
    const { name } = projection;
    if (this.rebuilds === null) return false;
    if (this.running.has(name) || this.failed.has(name)) return true;
    this.running.set(
      name,
      this.upgrade(this.rebuilds, projection).finally(() => this.running.delete(name)),
    );
    return true;
  }

  async ended(): Promise<void> {
    await Promise.all(this.running.values());
  }

  private async upgrade(rebuilds: Rebuilds, projection: Projection): Promise<void> {
    const { name } = projection;
    try {
      const outcome = await rebuilds.rebuild(projection);
      if (outcome.status === 'swapped') this.notice({ projection: name, kind: 'rebuilt' });
      else if (!PASSING.has(outcome.reason)) this.fail(name, outcome.code ?? outcome.reason);
    } catch (error) {
      // The server was away for long: the next round begins anew.
      this.notice({ projection: name, kind: 'rebuild-failed', code: failureCode(error) });
    }
  }

  private fail(name: string, code: string): void {
    this.failed.add(name);
    this.notice({ projection: name, kind: 'rebuild-failed', code });
  }
}
