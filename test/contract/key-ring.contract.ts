import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM_KEY_ID, type KeyRing } from '@jalons/event-log';
import { randomId, type Uuid } from '@jalons/kernel';

export interface KeyRingsUnderTest {
  /** Two processes of the same installation. */
  readonly rings: readonly [KeyRing, KeyRing];
  /** Destroys keys for ever and returns once both processes know. */
  destroy(keyIds: readonly Uuid[]): Promise<void>;
  close(): Promise<void>;
}

/** What any KeyRing keeps to. */
export function keyRingContract(name: string, open: () => Promise<KeyRingsUnderTest>): void {
  describe(`KeyRing contract: ${name}`, () => {
    let subject: KeyRingsUnderTest;
    let here: KeyRing;
    let there: KeyRing;

    beforeAll(async () => {
      subject = await open();
      [here, there] = subject.rings;
    });
    afterAll(() => subject.close());

    it('makes a key of 256 bits at first use, and the same one ever after, in every process', async () => {
      const id = randomId();
      const key = await here.forSealing(id);
      expect(key).toHaveLength(32);
      expect(await here.forSealing(id)).toEqual(key);
      expect(await there.forOpening(id)).toEqual(key);
      expect(await there.forSealing(id)).toEqual(key);
    });

    it('makes another key for each subject', async () => {
      const keys = await Promise.all(Array.from({ length: 50 }, () => here.forSealing(randomId())));
      expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(50);
    });

    it('agrees on one key where two processes make it at once', async () => {
      const ids = Array.from({ length: 100 }, () => randomId());
      const [ours, theirs] = await Promise.all([
        Promise.all(ids.map((id) => here.forSealing(id))),
        Promise.all(ids.toReversed().map((id) => there.forSealing(id))),
      ]);
      expect(theirs.toReversed()).toEqual(ours);
    });

    it('makes no key for reading', async () => {
      const id = randomId();
      expect(await here.forOpening(id)).toBeNull();
      expect(await here.forOpeningAll([id])).toEqual(new Map());
      await there.forSealing(id);
      expect(await here.forOpening(id)).not.toBeNull();
    });

    it('opens a batch, known and unknown, each once', async () => {
      const [a, b, unknown] = [randomId(), randomId(), randomId()];
      const [keyA, keyB] = await Promise.all([here.forSealing(a), here.forSealing(b)]);
      const wanted = new Map([
        [a, keyA],
        [b, keyB],
      ]);
      expect(await here.forOpeningAll([a, b, a, unknown])).toEqual(wanted);
      expect(await there.forOpeningAll(new Set([a, b, unknown]))).toEqual(wanted);
    });

    it('forgets a destroyed key in every process, and never makes it again', async () => {
      const [gone, stays] = [randomId(), randomId()];
      await Promise.all([here.forSealing(gone), there.forSealing(gone), here.forSealing(stays)]);
      await subject.destroy([gone]);
      for (const ring of [here, there]) {
        expect(await ring.forOpening(gone)).toBeNull();
        expect([...(await ring.forOpeningAll([gone, stays])).keys()]).toEqual([stays]);
        await expect(ring.forSealing(gone)).rejects.toMatchObject({ kind: 'gone', code: 'subject-erased' });
      }
    });

    it('tells a key that was destroyed from one that never was', async () => {
      const [gone, stays, early, unknown] = [randomId(), randomId(), randomId(), randomId()];
      await Promise.all([here.forSealing(gone), here.forSealing(stays)]);
      await subject.destroy([gone, early]);
      for (const ring of [here, there]) {
        expect(await ring.neverMade([gone, stays, early, unknown])).toEqual(new Set([unknown]));
      }
    });

    it('refuses a key for a subject erased before it had one', async () => {
      const id = randomId();
      await subject.destroy([id]);
      await expect(here.forSealing(id)).rejects.toMatchObject({ kind: 'gone', code: 'subject-erased' });
    });

    it('never destroys the key of the system', async () => {
      const key = await here.forSealing(SYSTEM_KEY_ID);
      await expect(subject.destroy([SYSTEM_KEY_ID])).rejects.toThrow();
      expect(await there.forOpening(SYSTEM_KEY_ID)).toEqual(key);
    });
  });
}
