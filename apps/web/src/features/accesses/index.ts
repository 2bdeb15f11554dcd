export { AccessesSection } from './accesses-section.js';
