export { DuplicatesPage } from './duplicates-page.js';
