export * from './errors/domain-error.js';
export * from './ids/ids.js';
export * from './time/civil-date.js';
export * from './time/zoned.js';
export * from './nomenclature/load.js';
export * from './nomenclature/nomenclature.js';
export * from './project-root.js';
export * from './text/nir.js';
