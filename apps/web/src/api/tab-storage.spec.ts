import { describe, expect, it } from '@jest/globals';
import { forgiving } from './tab-storage.js';

describe('what a tab keeps', () => {
  it('is lost without a word where the browser keeps no more: what was saved stays saved', () => {
    const full = {
      getItem: () => 'before',
      removeItem: () => {},
      setItem() {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const store = forgiving(full);
    expect(() => store.setItem('jalons.position', '7')).not.toThrow();
    expect(store.getItem('jalons.position')).toBe('before');
  });
});
