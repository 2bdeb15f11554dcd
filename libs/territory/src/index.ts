export * from './structure/structure.decider.js';
export * from './structure/structure.events.js';
export * from './structure/structure.state.js';
export * from './territory/territory.decider.js';
export * from './territory/territory.events.js';
export * from './territory/territory.state.js';
export { structuresProjection } from './projections/structures.projection.js';
export { territoriesProjection } from './projections/territories.projection.js';
