import { describe, expect, it } from '@jest/globals';
import { LastWritten } from './last-written.js';

/** What a tab keeps. */
function tab() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

describe('what a tab has written last', () => {
  it('is known again after a reload', () => {
    const store = tab();
    new LastWritten(store).note('0000000000000000042');
    expect(new LastWritten(store).current()).toBe('0000000000000000042');
  });

  it('is the later of two positions, in whatever order they arrive', () => {
    const written = new LastWritten(undefined);
    expect(written.current()).toBeUndefined();
    written.note('0000000000000000042');
    written.note('0000000000000000007');
    expect(written.current()).toBe('0000000000000000042');
  });

  it('is waited for by no reload once it was waited for in vain', () => {
    const store = tab();
    const written = new LastWritten(store);
    written.note('0000000000000000042');
    written.waitedInVain();
    expect([written.current(), new LastWritten(store).current()]).toEqual(['0000000000000000042', undefined]);
  });
});
