export * from './definitions/catalogue.js';
export * from './definitions/class-table.js';
export {
  type CountDefinition,
  type IndicatorDefinition,
  isRate,
  type RateDefinition,
} from './definitions/definition.js';
export { loadDefinitions } from './definitions/load.js';
export { tally, type OutcomeCount, type Tally } from './definitions/tally.js';
