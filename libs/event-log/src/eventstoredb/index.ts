export { EventStoreDbLog, type EventStoreDbLogOptions } from './eventstoredb-log.js';
