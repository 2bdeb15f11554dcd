import type { Me } from '../../api/contract.js';

/** The territories that somebody coordinates, each once, in the order of the mandates. */
export function coordinatedBy({ mandates }: Pick<Me, 'mandates'>): readonly string[] {
  return [...new Set(mandates.flatMap(({ role, territory }) => (role === 'coordinator' ? (territory ?? []) : [])))];
}

/** The first wish that is one of her own, else her first; undefined where she has none. */
export function shownOf(own: readonly string[], ...wished: readonly (string | null | undefined)[]): string | undefined {
  return wished.find((id) => id !== null && id !== undefined && own.includes(id)) ?? own[0];
}
