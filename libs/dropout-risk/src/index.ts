export { loadCalendar } from './calendar/load.js';
export { WorkingCalendar } from './calendar/working-calendar.js';
