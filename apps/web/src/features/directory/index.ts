export { DirectoryPage } from './directory-page.js';
export { NewServicePage } from './new-service-page.js';
export { ServicePage } from './service-page.js';
