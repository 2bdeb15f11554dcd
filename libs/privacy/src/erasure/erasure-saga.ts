import type { Uuid } from '@jalons/kernel';
import type { Erasure, ErasurePorts } from './erasure.js';
import type { ErasureStore } from './erasure-store.js';

/** A step that must wait for something else; to be taken up again later. */
export class ErasureHeldUp extends Error {
  override readonly name = 'ErasureHeldUp';
}

/**
 * Erases somebody, step by step (security.md § 3). Each step may be done again, so that a crash between any two leaves
 * nothing to repair: whoever takes the erasure up goes on from the last state that was reached.
 *
 * What remains of her is kept before her key is destroyed, and computed again where anything was recorded meanwhile. Her
 * key is gone before the log says so: nothing can be recorded under it afterwards. Read models drop her as they fold
 * that, in order, behind whatever of hers they were still folding.
 */
export class ErasureSaga {
  constructor(
    private readonly store: ErasureStore,
    private readonly ports: ErasurePorts,
  ) {}

  /**
   * Carries an erasure to its end, from wherever it is.
   * @throws ErasureHeldUp while a read model lags behind; anything a port throws. To be called again.
   */
  async carryOut(id: Uuid): Promise<void> {
    for (;;) {
      const erasure = await this.store.find(id);
      if (erasure === null || erasure.state === 'done') return;
      await this.step(erasure);
    }
  }

  private async step(erasure: Erasure): Promise<void> {
    const { store, ports } = this;
    switch (erasure.state) {
      case 'intended':
        return store.keepResidues(erasure.id, await ports.survey(erasure.subject));
      case 'residues-kept':
        return (await this.isUpToDate(erasure)) ? store.destroyKeys(erasure) : store.surveyAgain(erasure);
      case 'keys-destroyed': {
        const positions: string[] = [];
        for (const person of erasure.people) positions.push(await ports.markErased(person, erasure.id));
        return store.noteLogged(erasure, positions);
      }
      case 'logged':
        if (!(await ports.forgottenUpTo(erasure.positions))) {
          throw new ErasureHeldUp('a read model has not yet dropped an erased person');
        }
        return store.notePurged(erasure);
      case 'purged':
        return store.noteDone(erasure, ports.now(), await ports.wipe());
      case 'done':
        return undefined;
    }
  }

  /** A restore may bring an intent back whose keys are destroyed already: then the residues kept are all there will be. */
  private async isUpToDate({ subject, keys, survey }: Erasure): Promise<boolean> {
    if (await this.store.anyKeyDestroyed(keys)) return true;
    return (await this.ports.survey(subject)).digest === survey;
  }
}
