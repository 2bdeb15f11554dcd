export * from './keys/destroy-keys.js';
export * from './keys/master-key.js';
export * from './keys/open-master-key.js';
export * from './keys/postgres-key-ring.js';
export * from './keys/rotate-master-key.js';
export * from './journal/access-journal.js';
export * from './journal/postgres-access-journal.js';
