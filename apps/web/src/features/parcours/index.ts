export { ParcoursPage } from './page/parcours-page.js';
