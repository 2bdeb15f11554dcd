import { describe, expect, it } from '@jest/globals';
import type { Figure } from '../../../api/contract.js';
import { erasedOf, fragilityOf, restsOn, valueOf, verdictOf } from './figure-words.js';

const figure = (more: Partial<Figure> = {}): Figure => ({
  id: 'iae-dynamic',
  version: 1,
  value: 88 / 162,
  numerator: 88,
  strictlyPositive: null,
  denominator: 162,
  neutralised: 14,
  unknown: 19,
  undetermined: 0,
  interval: { low: 0.4664, high: 0.6179 },
  fragile: true,
  erased: 0,
  cutsQuarter: false,
  provisional: false,
  asOf: '2026-11-23T22:59:59.999Z',
  position: null,
  ...more,
});
const RATE = { kind: 'rate', unit: 'person' } as const;
/** Without the narrow spaces of the language, which differ between versions of ICU. */
const plain = (text: string | undefined) => text?.replaceAll(/\s/g, ' ');

describe('a figure in words', () => {
  it('says its value, what it is over, what was left out and what is not known', () => {
    expect(plain(valueOf('rate', figure()))).toBe('54,3 %');
    expect(restsOn(RATE, figure({ undetermined: 1 })).map(plain)).toEqual([
      '88 sur 162 personnes sorties',
      '14 sorties neutralisées',
      '19 de motif inconnu (11,7 %)',
      '1 sortie dont le contrat est trop peu connu',
    ]);
    expect(plain(fragilityOf(figure()))).toBe('fragilité liée à l’effectif : 47 % à 62 %');
    expect(fragilityOf(figure({ fragile: false }))).toBeUndefined();
  });

  it('says of dynamic exits how many are positive in the strict sense', () => {
    expect(restsOn(RATE, figure({ strictlyPositive: 9 }))[1]).toBe('dont positives au sens strict : 9');
  });

  it('has no rate of nothing, and shows no zero for it', () => {
    const none = figure({ value: null, numerator: 0, denominator: 0, unknown: 0, neutralised: 0, interval: null });
    expect(valueOf('rate', none)).toBe('–');
    expect(restsOn(RATE, none)[0]).toBe('aucune personne sortie à compter');
    expect(fragilityOf(none)).toBeUndefined();
  });

  it('says how many are known by their quarter alone, and where that makes it an estimate', () => {
    expect(erasedOf(figure())).toBeUndefined();
    expect(erasedOf(figure({ erased: 1 }))).toBe('dont 1 parcours effacé');
    expect(erasedOf(figure({ erased: 2, cutsQuarter: true }))).toBe(
      'dont 2 parcours effacés, connus au trimestre près : la période ou la date en coupe un',
    );
    expect(erasedOf(figure({ cutsQuarter: true }))).toBe(
      'des parcours effacés ne sont connus qu’au trimestre près : la période ou la date en coupe un',
    );
  });

  it('says of each parcours behind it what it makes of it', () => {
    expect([verdictOf('rate', 'numerator'), verdictOf('count', 'numerator')]).toEqual(['au numérateur', 'compté']);
    expect([verdictOf('rate', 'reserved'), verdictOf('count', 'left-out')]).toEqual(['motif réservé', 'non compté']);
  });

  it('is a mere number where it counts', () => {
    const many = figure({ value: 40_328, numerator: 40_328, denominator: null });
    expect(plain(valueOf('count', many))).toBe('40 328');
    expect(restsOn({ kind: 'count', unit: 'parcours' }, many)).toEqual([]);
  });
});
