import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { LeakScan } from './leak-scan.mjs';

const values = { name: 'Éloïse-Invent', phone: '06 39 98 00 01', note: 'à "part"' };
const hitsOf = (...chunks: readonly (string | Buffer)[]): readonly string[] => {
  const scan = new LeakScan(values);
  for (const chunk of chunks) scan.write(Buffer.from(chunk));
  return [...scan.hits];
};

describe('the scan of what a run prints', () => {
  it.each([
    ['as it is', 'bonjour Éloïse-Invent !'],
    ['in capitals', 'ÉLOÏSE-INVENT'],
    ['without its accents', 'eloise-invent@example.org'],
    ['decomposed', 'Éloïse-Invent'.normalize('NFD')],
    ['in an address', `/search?q=${encodeURIComponent('Éloïse-Invent')}`],
    ['in escaped JSON', '{"name":"\\u00c9lo\\u00efse-Invent"}'],
    ['in a dumped object', inspect({ deep: { name: 'Éloïse-Invent' } })],
  ])('finds a value %s', (_how, text) => {
    expect(hitsOf(text)).toEqual(['name']);
  });

  it('finds a value cut at any byte, and a phone number without its spaces', () => {
    const bytes = Buffer.from('… Éloïse-Invent …');
    for (let cut = 1; cut < bytes.length; cut += 1) {
      expect(hitsOf(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(['name']);
    }
    expect(hitsOf('tel:+33639980001')).toEqual(['phone']);
  });

  it('finds nothing in what only comes close', () => {
    expect(hitsOf('Éloïse Invent', '06 39 98 00 02', 'à part')).toEqual([]);
  });
});
