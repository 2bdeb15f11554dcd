import type { CountedVerdict, Figure, Indicator } from '../../../api/contract.js';
import { count, locale, percent, t } from '../../../i18n/index.js';

/** The value of a figure as it is read; a rate of no exit at all has none. */
export function valueOf(kind: Indicator['kind'], { value }: Pick<Figure, 'value'>): string {
  if (value === null) return t('pilotage.noValue');
  return kind === 'rate' ? percent(value, locale) : count(value, locale);
}

/** What a figure rests on, in short sentences; of a count, its value says it all. */
export function restsOn({ kind, unit }: Pick<Indicator, 'kind' | 'unit'>, figure: Figure): readonly string[] {
  const { numerator, strictlyPositive, denominator, neutralised, unknown, undetermined } = figure;
  if (kind === 'count' || denominator === null) return [];
  return [
    t(`pilotage.over.${unit}`, { numerator: count(numerator, locale), denominator }),
    ...(strictlyPositive === null ? [] : [t('pilotage.strictlyPositive', { count: count(strictlyPositive, locale) })]),
    t('pilotage.neutralised', { count: neutralised }),
    t('pilotage.unknown', { count: unknown, share: percent(share(unknown, denominator), locale) }),
    ...(undetermined > 0 ? [t('pilotage.undetermined', { count: undetermined })] : []),
  ];
}

/** What a figure makes of one parcours; all that a count counts is just that. */
export function verdictOf(kind: Indicator['kind'], verdict: CountedVerdict): string {
  return t(kind === 'count' && verdict === 'numerator' ? 'pilotage.verdict.counted' : `pilotage.verdict.${verdict}`);
}

/** What a small number of exits leaves open, in words; undefined where they are enough. */
export function fragilityOf({ interval, fragile }: Figure): string | undefined {
  if (!fragile || interval === null) return undefined;
  const rounded = (end: number) => percent(Math.round(end * 100) / 100, locale);
  return t('pilotage.fragility', { low: rounded(interval.low), high: rounded(interval.high) });
}

/** What is left of erased people in a figure, and where their quarter does not fit its days; undefined of none. */
export function erasedOf({ erased, cutsQuarter }: Pick<Figure, 'erased' | 'cutsQuarter'>): string | undefined {
  if (erased === 0) return cutsQuarter ? t('pilotage.cutsQuarter') : undefined;
  return t(cutsQuarter ? 'pilotage.erasedCut' : 'pilotage.erased', { count: erased });
}

/** Unknown reasons are in the denominator; of none, they are no share. */
function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
