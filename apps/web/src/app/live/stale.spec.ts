import { describe, expect, it } from '@jest/globals';
import { liveEventOf, staleAfter } from './stale.js';

const after = (type: string, data: string) => staleAfter(liveEventOf(type, data));

describe('what is read anew after a live event', () => {
  it('is the list and the parcours that changed, nothing else', () => {
    expect(after('changed', '{"cases":["a","b"]}')).toEqual([
      ['cases'],
      ...['a', 'b'].flatMap((id) => [
        ['parcours', id],
        ['risk', id],
      ]),
      ['orientations', 'list'],
    ]);
    expect(after('changed', '{"cases":[],"orientations":["o"]}')).toEqual([['orientations', 'list']]);
    expect(after('changed', '{"cases":[],"alerts":["x"]}')).toEqual([['alerts'], ['risk'], ['cases']]);
    expect(after('changed', '{"escalations":["x"]}')).toEqual([['alerts'], ['risk'], ['cases']]);
    expect(after('changed', '{}')).toEqual([]);
  });

  it('is everything where the server says so, or says what is not understood', () => {
    const everything = [['cases'], ['orientations', 'list'], ['parcours'], ['alerts'], ['risk']];
    expect([after('reload', '{}'), after('changed', '{"cas')]).toEqual([everything, everything]);
    expect(after('changed', '{"cases":"all"}')).toEqual([]);
  });
});
