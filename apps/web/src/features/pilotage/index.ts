export { PilotagePage } from './pilotage-page.js';
