export { WhyPage } from './why-page.js';
