import { describe, expect, it } from '@jest/globals';
import type { Figure } from '@jalons/indicators';
import { definitionsOfFigures } from '@jalons/runtime';
import { figureText } from './figure-text.js';

const figure = (id: string, more: Partial<Figure> = {}): Figure => ({
  ...{
    id,
    version: 1,
    value: 88 / 162,
    numerator: 88,
    strictlyPositive: id === 'iae-dynamic' ? 9 : null,
    denominator: 162,
    neutralised: 14,
    unknown: 19,
  },
  ...{ undetermined: 1, provisional: true, erased: 0, cutsQuarter: false },
  ...{ asOf: Date.UTC(2026, 10, 23, 22), position: '0000000000000000042' },
  ...more,
});
/** Without the narrow spaces of the language, which differ between versions of ICU. */
const textOf = (told: Figure) =>
  figureText(
    told,
    definitionsOfFigures().find(({ id }) => id === told.id)!,
  ).map((line) => line.replaceAll(/\s/g, ' '));

describe('a figure on the command line', () => {
  it('says all that the screen says of it, and how far it was counted', () => {
    const [value, rests, , definition, known, ...more] = textOf(figure('iae-dynamic'));
    expect(value).toBe(
      "Taux de sorties dynamiques (règle de l'IAE) : 54,3 % (provisoire ; fragilité liée à l’effectif : 47 % à 62 %)",
    );
    expect(rests).toBe(
      '88 sur 162 ; dont positives au sens strict : 9 ; 14 neutralisées ; 19 de motif inconnu (11,7 %) ; 1 dont le contrat est trop peu connu.',
    );
    expect(definition).toBe('Définition iae-dynamic, version 1 (à confirmer).');
    expect(known).toBe(
      'Tel que connu le 2026-11-23T22:00:00.000Z, jusqu’à la position 0000000000000000042 du journal.',
    );
    expect(more).toEqual([]);
  });

  it('is to be confirmed where a rule is that it rests on', () => {
    expect(textOf(figure('plie-national-raw'))).toContain('Définition plie-national-raw, version 1 (à confirmer).');
  });

  it('has no margin where exits are enough, no share of nothing, and none of either where it counts', () => {
    expect(textOf(figure('iae-dynamic', { denominator: 400, provisional: false }))[0]).toMatch(/ : 54,3 %$/);
    const none = {
      value: null,
      numerator: 0,
      strictlyPositive: 0,
      denominator: 0,
      neutralised: 0,
      unknown: 0,
      undetermined: 0,
    };
    expect(textOf(figure('iae-dynamic', { ...none, provisional: false })).slice(0, 2)).toEqual([
      "Taux de sorties dynamiques (règle de l'IAE) : sans objet",
      '0 sur 0 ; dont positives au sens strict : 0 ; 0 neutralisée ; 0 de motif inconnu ; 0 dont le contrat est trop peu connu.',
    ]);
    const count = textOf(figure('exits', { value: 7, numerator: 7, denominator: null, erased: 2, provisional: false }));
    expect(count.slice(0, 2)).toEqual([
      'Sorties : 7',
      'Dont 2 parcours de personnes effacées, connus par leurs seuls trimestres.',
    ]);
    expect(count).toContain('Définition exits, version 1.');
  });
});
