export { MailsSection } from './mails-section.js';
