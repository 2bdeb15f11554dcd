export * from './structure/structure.decider.js';
export * from './structure/structure.events.js';
export * from './structure/structure.state.js';
export * from './territory/territory.decider.js';
export * from './territory/territory.events.js';
export * from './territory/territory.state.js';
export { foundedTerritory, type FoundedTerritory } from './territory/founded-territory.js';
export { serviceDecider, type ServiceCommand } from './services/service.decider.js';
export * from './services/service.events.js';
export * from './services/service.state.js';
export { servicesProjection } from './services/services.projection.js';
export { structuresProjection } from './projections/structures.projection.js';
export { territoriesProjection } from './projections/territories.projection.js';
export type { TerritoryParts } from './commands/system-streams.js';
export { labelOf, languageOf, Spoken, type Language } from './nomenclatures/language.js';
export { structuresCalled } from './structures/structures-called.js';
export { StructureDirectory, type KnownSeat, type KnownStructure } from './structures/structure-directory.js';
export { firstTerritoryId } from './first-run/first-territory.js';
export { Structures } from './structures/structures.js';
export { Territories } from './territories/territories.js';
export {
  TerritoryDirectory,
  type KnownPerimeterEntry,
  type KnownTerritory,
} from './territories/territory-directory.js';
export { TerritoryModule, type TerritoryOptions } from './territory.module.js';
