export { FoundPeople, PersonLine } from './found-people.js';
export { membersOf, type Member } from './members.js';
export { underOf } from './person-words.js';
export { useSettled } from './use-settled.js';
