export * from './connections/connection-urls.js';
export * from './embedded/embedded-error.js';
export * from './embedded/embedded-postgres.js';
export { dataFolder, type DataFolder } from './embedded/data-folder.js';
export { writePrivateFile } from './embedded/passwords.js';
export * from './migrations/bootstrap.js';
export * from './migrations/migrate.js';
export * from './pool/create-pool.js';
export * from './pool/scoped-database.js';
