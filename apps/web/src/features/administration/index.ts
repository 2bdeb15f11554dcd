export { AdministrationPage } from './administration-page.js';
