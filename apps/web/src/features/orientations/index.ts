export { OrientationsPage } from './orientations-page.js';
