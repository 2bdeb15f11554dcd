import { describe, expect, it } from '@jest/globals';
import { DraftBox, type Sealed, type Session, type Shelf } from './draft-box.js';

const HOUR = 3_600_000;
const draft = { values: { channel: 'phone', note: 'Tout va bien' }, key: 'key-1' };

function shelf() {
  const sealed = new Map<string, Sealed>();
  let session: Session | undefined;
  const isThere = (name: string, only?: string) => only === undefined || sealed.get(name)?.key === only;
  const memory: Shelf = {
    readSession: async () => session,
    beginSession: async (next, stands) => {
      if (session !== undefined && stands(session)) return session;
      sealed.clear();
      return (session = next);
    },
    names: async () => [...sealed.keys()],
    read: async (name) => sealed.get(name),
    write: async (name, value, only) => void (isThere(name, only) && sealed.set(name, value)),
    remove: async (name, only) => void (isThere(name, only) && sealed.delete(name)),
  };
  return { memory, sealed, session: () => session };
}

describe('drafts in the browser', () => {
  it('come back to the person who typed them', async () => {
    const { memory } = shelf();
    await new DraftBox(memory, 'nadia').save('p/contact', draft);
    expect(await new DraftBox(memory, 'nadia').load('p/contact')).toEqual(draft);
  });

  it('lie encrypted, under a key whose bytes nobody can take out', async () => {
    const { memory, sealed, session } = shelf();
    await new DraftBox(memory, 'nadia').save('p/contact', draft);
    const stored = new TextDecoder().decode(sealed.get('p/contact')?.data);
    expect(stored).not.toContain('phone');
    const key = session()?.key as CryptoKey;
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  it('keep one session, though several ask for the first at once', async () => {
    const { memory } = shelf();
    const box = new DraftBox(memory, 'nadia');
    await Promise.all([box.save('p/contact', draft), box.all(), box.save('q/exit', draft)]);
    expect(await box.load('p/contact')).toEqual(draft);
    expect(await box.load('q/exit')).toEqual(draft);
  });

  it('are changed and dropped under their own key alone, as another one may have taken their name', async () => {
    const { memory, sealed } = shelf();
    const box = new DraftBox(memory, 'nadia');
    await box.save('p/contact', { ...draft, key: 'key-2' });
    await box.mend('p/contact', { ...draft, refused: 'Non.' });
    await box.drop('p/contact', 'key-1');
    expect(await box.load('p/contact')).toEqual({ ...draft, key: 'key-2' });
    await box.drop('p/contact', 'key-2');
    await box.mend('p/contact', draft);
    expect(sealed.size).toBe(0);
  });

  it('are gone for the next person on this browser', async () => {
    const { memory, sealed } = shelf();
    await new DraftBox(memory, 'nadia').save('p/contact', draft);
    expect(await new DraftBox(memory, 'samir').load('p/contact')).toBeUndefined();
    expect(sealed.size).toBe(0);
  });

  it('are gone after 24 hours', async () => {
    const { memory, sealed } = shelf();
    let now = 0;
    const box = new DraftBox(memory, 'nadia', () => now);
    await box.save('p/contact', draft);
    now = 23 * HOUR;
    expect(await box.load('p/contact')).toEqual(draft);
    now = 24 * HOUR;
    expect(await box.load('p/contact')).toBeUndefined();
    expect(sealed.size).toBe(0);
  });

  it('open under their own name only', async () => {
    const { memory, sealed } = shelf();
    const box = new DraftBox(memory, 'nadia');
    await box.save('p/contact', draft);
    sealed.set('q/contact', sealed.get('p/contact') as Sealed);
    expect(await box.load('q/contact')).toBeUndefined();
  });

  it('are all found again, but for what is too old', async () => {
    const { memory } = shelf();
    let now = 0;
    const box = new DraftBox(memory, 'nadia', () => now);
    await box.save('p/contact', draft);
    now = 12 * HOUR;
    await box.save('q/exit', { ...draft, sentence: 'Sortie.' });
    expect((await box.all()).map(({ name }) => name)).toEqual(['p/contact', 'q/exit']);
    now = 23 * HOUR;
    expect(await box.all()).toHaveLength(2);
  });

  it('are dropped once saved', async () => {
    const { memory } = shelf();
    const box = new DraftBox(memory, 'nadia');
    await box.save('p/contact', draft);
    await box.drop('p/contact');
    expect(await box.load('p/contact')).toBeUndefined();
  });
});
