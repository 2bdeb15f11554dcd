import { DomainError } from '@jalons/kernel';
import type { IndicatorDefinition } from './definition.js';

/** The definitions in memory: every version of each, the newest served by default. */
export class DefinitionCatalogue {
  private readonly byId = new Map<string, IndicatorDefinition[]>();

  constructor(definitions: readonly IndicatorDefinition[]) {
    for (const definition of definitions) {
      const versions = this.byId.get(definition.id) ?? [];
      this.byId.set(
        definition.id,
        [...versions, definition].toSorted((a, b) => b.version - a.version),
      );
    }
  }

  /** The newest version of each indicator, by id. */
  newest(): readonly IndicatorDefinition[] {
    return [...this.byId.keys()].toSorted().map((id) => this.get(id));
  }

  /** Every version of every indicator. */
  all(): readonly IndicatorDefinition[] {
    return [...this.byId.values()].flat();
  }

  /** One definition, in its newest version or the one asked for; DomainError `indicator-unknown` where there is none. */
  get(id: string, version?: number): IndicatorDefinition {
    const versions = this.byId.get(id) ?? [];
    const found = version === undefined ? versions[0] : versions.find((each) => each.version === version);
    if (found === undefined) {
      throw new DomainError(
        'not-found',
        'indicator-unknown',
        'Cet indicateur n’existe pas : choisissez-en un de la liste.',
      );
    }
    return found;
  }
}
