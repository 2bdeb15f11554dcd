import { describe, expect, it } from '@jest/globals';
import { DraftBox, type Sealed, type Session, type Shelf } from './draft-box.js';

const HOUR = 3_600_000;
const draft = { values: { channel: 'phone', note: 'Tout va bien' }, key: 'key-1' };

function shelf() {
  const sealed = new Map<string, Sealed>();
  let session: Session | undefined;
  const memory: Shelf = {
    readSession: async () => session,
    writeSession: async (next) => void (session = next),
    read: async (name) => sealed.get(name),
    write: async (name, value) => void sealed.set(name, value),
    remove: async (name) => void sealed.delete(name),
    clear: async () => {
      sealed.clear();
      session = undefined;
    },
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

  it('are dropped once saved', async () => {
    const { memory } = shelf();
    const box = new DraftBox(memory, 'nadia');
    await box.save('p/contact', draft);
    await box.drop('p/contact');
    expect(await box.load('p/contact')).toBeUndefined();
  });
});
