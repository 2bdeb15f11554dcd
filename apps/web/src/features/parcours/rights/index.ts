export { RightsPanel } from './rights-panel.js';
