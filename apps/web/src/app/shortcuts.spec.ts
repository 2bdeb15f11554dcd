import { describe, expect, it } from '@jest/globals';
import { isShortcut } from './shortcuts.js';

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  target: null,
  ...more,
});
const inside = (selector: string) => ({ closest: (asked: string) => (asked.includes(selector) ? {} : null) }) as never;

describe('a shortcut', () => {
  it('is the bare key, small or capital', () => {
    expect([isShortcut(press('e'), 'e'), isShortcut(press('E'), 'e'), isShortcut(press('r'), 'e')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(isShortcut(press('e', { ctrlKey: true }), 'e')).toBe(false);
  });

  it('never fires while typing, nor behind a dialog', () => {
    expect(isShortcut(press('e', { target: inside('input') }), 'e')).toBe(false);
    expect(isShortcut(press('e', { target: inside('dialog') }), 'e')).toBe(false);
    expect(isShortcut(press('e', { target: inside('table') }), 'e')).toBe(true);
  });
});
