import { describe, expect, it } from '@jest/globals';
import { ActingFor, STRUCTURE } from './acting.js';

/** What a tab keeps. */
function tab() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

describe('the structure that somebody acts for', () => {
  it('is left to the server where there is no choice', () => {
    const acting = new ActingFor(tab());
    expect([acting.current(), acting.headers()]).toEqual([undefined, {}]);
    acting.hold(['ml']);
    expect([acting.current(), acting.headers()]).toEqual(['ml', {}]);
  });

  it('is the first of several until one is chosen, and is told to who shows it', () => {
    const acting = new ActingFor(undefined);
    const shown: (string | undefined)[] = [];
    const stop = acting.subscribe(() => shown.push(acting.current()));
    acting.hold(['ml', 'plie']);
    expect(acting.headers()).toEqual({ [STRUCTURE]: 'ml' });
    acting.choose('plie');
    expect(acting.headers()).toEqual({ [STRUCTURE]: 'plie' });
    stop();
    acting.choose('ml');
    expect(shown).toEqual(['ml', 'plie']);
  });

  it('stays chosen in its tab, until its holder leaves', () => {
    const store = tab();
    const acting = new ActingFor(store);
    acting.hold(['ml', 'plie']);
    acting.choose('plie');
    const reloaded = new ActingFor(store);
    reloaded.hold(['ml', 'plie']);
    expect(reloaded.current()).toBe('plie');
    reloaded.forget();
    expect(reloaded.current()).toBeUndefined();
    const next = new ActingFor(store);
    next.hold(['ml', 'plie']);
    expect(next.current()).toBe('ml');
  });

  it('is never one that is not held, whatever the tab remembers', () => {
    const acting = new ActingFor(tab());
    acting.choose('plie');
    acting.hold(['ml', 'gr']);
    expect(acting.headers()).toEqual({ [STRUCTURE]: 'ml' });
  });

  it('is settled by what is done where only one of them can do it', () => {
    const acting = new ActingFor(tab());
    acting.hold(['ml', 'plie']);
    expect([acting.among('gr', 'plie'), acting.among('gr')]).toEqual(['plie', undefined]);
  });
});
