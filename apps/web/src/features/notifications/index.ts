export { NotificationsPage } from './notifications-page.js';
