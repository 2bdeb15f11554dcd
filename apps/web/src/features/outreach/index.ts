export { OutreachPage } from './outreach-page.js';
export { LISTS } from './encounter.js';
