export { FoundPeople, PersonLine } from './found-people.js';
export { lookFor, useAskedName } from './look-for.js';
export { membersOf, type Member } from './members.js';
export { OpenParcours } from './open-parcours.js';
export { underOf } from './person-words.js';
export { useSettled } from './use-settled.js';
