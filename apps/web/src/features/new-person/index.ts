export { NewPersonPage } from './new-person-page.js';
