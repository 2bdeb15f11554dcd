import { DomainError, type NomenclatureCatalogue } from '@jalons/kernel';
import type { DefinitionCatalogue } from '../definitions/catalogue.js';
import type { ExitOutcome } from '../definitions/class-table.js';
import { isRate, type RateDefinition } from '../definitions/definition.js';
import type { OutcomeCount } from '../definitions/tally.js';
import { judge } from '../definitions/verdict.js';

/**
 * Exits whose reason is kept from those who do not follow the person (security.md § 1). A figure says how many exits are
 * neutralised, and the list behind it which exits there are: together they tell the reason of the only one of a day. As
 * with erased people, a cell holds eleven, or is not told.
 */
export class ReservedExits {
  private readonly rates: readonly RateDefinition[];

  constructor(
    definitions: DefinitionCatalogue,
    private readonly codes: Pick<NomenclatureCatalogue, 'entry'>,
    private readonly fewest: number,
  ) {
    this.rates = definitions.all().filter(isRate);
  }

  /** Whether a reason is reserved; one that the nomenclature does not know is. */
  isReserved(reason: string): boolean {
    return this.codes.entry('exit-reasons', reason)?.extra['reserved'] !== 'no';
  }

  /**
   * Whether there are exits of reserved reasons among those counted, and too few of them to be told from the others. Those
   * of erased people name nobody, and hide nobody.
   * @throws DomainError `few-reserved-exits` where these others are too few in their turn: those that no definition puts
   * elsewhere, or its own list would tell them from the reserved ones
   */
  areFew(outcomes: readonly OutcomeCount[]): boolean {
    const named = (those: (outcome: ExitOutcome) => boolean) =>
      outcomes.reduce((sum, outcome) => (those(outcome) ? sum + outcome.count - outcome.erased : sum), 0);
    const reserved = named(({ reason }) => this.isReserved(reason));
    if (reserved === 0 || reserved >= this.fewest) return false;
    if (named((outcome) => !this.isToldApart(outcome)) < this.fewest) throw fewReservedExits(this.fewest);
    return true;
  }

  /** Whether the list of some definition says of such an exit more than that it is in the denominator. */
  private isToldApart(outcome: ExitOutcome): boolean {
    if (this.isReserved(outcome.reason)) return false;
    return this.rates.some((definition) => judge(definition, outcome).verdict !== 'other');
  }
}

function fewReservedExits(fewest: number): DomainError {
  return new DomainError(
    'unprocessable',
    'few-reserved-exits',
    `Cette liste dirait de qui le motif de sortie est réservé : moins de ${fewest} sorties s’y confondent. Élargissez la période.`,
  );
}
