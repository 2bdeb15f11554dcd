export { ErasuresSection } from './erasures-section.js';
