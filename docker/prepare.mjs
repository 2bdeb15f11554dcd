// The deployment step, before any process of a new version starts: roles and database, schema, master key. Safe to repeat.
// DATABASE_ADMIN_URL is a superuser's, for this step alone; no process of the product is given it.
import { dirname } from 'node:path';
import { bootstrap, LOGIN_ROLES, migrate } from '../dist/libs/database/src/index.js';
import { openMasterKey } from '../dist/libs/privacy/src/index.js';

const DATABASE = 'jalons';

const adminUrl = setting('DATABASE_ADMIN_URL');
const passwords = Object.fromEntries(
  Object.keys(LOGIN_ROLES).map((role) => [role, setting(`JALONS_${role.toUpperCase()}_PASSWORD`)]),
);

await bootstrap(adminUrl, { passwords, database: DATABASE });
const applied = await migrate(ownerUrl());
console.log(applied.length > 0 ? `Schéma mis à jour : ${applied.join(', ')}.` : 'Schéma à jour.');

// Made at the first deployment, found at the next ones. Without it nothing of the log can be read again.
openMasterKey({ secretsFolder: dirname(setting('JALONS_MASTER_KEY_FILE')) });

function ownerUrl() {
  const url = new URL(adminUrl);
  url.username = LOGIN_ROLES.owner;
  url.password = passwords.owner;
  url.pathname = `/${DATABASE}`;
  return url.toString();
}

function setting(name) {
  const value = process.env[name];
  if (!value) {
    console.error(`${name} manque : voir docker/README.md.`);
    process.exit(1);
  }
  return value;
}
