export * from './definitions/catalogue.js';
export * from './definitions/class-table.js';
export {
  type CountDefinition,
  type IndicatorDefinition,
  isRate,
  type RateDefinition,
  statusOf,
} from './definitions/definition.js';
export { loadDefinitions } from './definitions/load.js';
export { tally, type OutcomeCount, type Tally } from './definitions/tally.js';
export { indicatorsProjection } from './facts/indicators.projection.js';
export { Indicators, type Figure, type FigureRequest, type IndicatorsParts } from './figures/indicators.js';
export { CountedList, type CountedParcours, type ListedVerdict } from './figures/counted-list.js';
export { marginOf } from './figures/margin.js';
export type { AskedWindow } from './figures/window.js';
export { indicatorsOf, IndicatorsModule, type IndicatorsOptions } from './indicators.module.js';
export { classCutsOf, type ClassCuts } from './residues/class-cuts.js';
export { quarterEnd, quarterStart } from './residues/quarters.js';
export { residuesOf, type PersonInClear, type ResidueRules } from './residues/residues-of.js';
export * from './residues/residue.events.js';
export { cellOf, releaseOf, type Release } from './residues/release.js';
