import type { Me } from '../../api/contract.js';

const ELEVATING = ['operator', 'structure-manager', 'coordinator'];

/** The territories for which somebody may break the glass, each once: first those of the structure that she acts for. */
export function territoriesFor({ mandates }: Pick<Me, 'mandates'>, structure: string | undefined): readonly string[] {
  const may = mandates.filter(({ role }) => ELEVATING.includes(role));
  const near = may.filter((mandate) => structure !== undefined && mandate.structure === structure);
  return [...new Set([...near, ...may].flatMap(({ territory }) => territory ?? []))];
}
