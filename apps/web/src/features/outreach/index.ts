export { OutreachPage } from './outreach-page.js';
