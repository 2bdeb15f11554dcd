export { AbsencesPage } from './absences-page.js';
