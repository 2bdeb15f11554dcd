export { FileActivePage } from './file-active-page.js';
