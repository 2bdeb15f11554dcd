// Adds to package-lock.json the optional packages of other platforms that `npm install` left out, so that `npm ci`
// accepts the lock everywhere. Run after every `npm install` (npm run lock).
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const present = (name, from) => {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = at ? `${at}/node_modules/${name}` : `node_modules/${name}`;
    if (lock.packages[path]) return true;
    if (!at || !at.includes('node_modules/')) return false;
    if (!at.includes('/node_modules/')) at = '';
  }
};

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (present(name, path) || present(name, '')) continue;
    const version = range.replace(/^[\^~]/, '');
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platformOf(name),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
    };
    added += 1;
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} optional package(s) of other platforms added`);

function platformOf(name) {
  const os = ['darwin', 'linux', 'win32', 'windows', 'freebsd', 'android', 'openharmony', 'sunos', 'aix'].find((word) =>
    name.includes(word),
  );
  const cpu = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'wasm32', 'mips64el'].find(
    (word) => new RegExp(`[-.]${word}([-.]|$)`).test(name),
  );
  return { ...(os ? { os: [os === 'windows' ? 'win32' : os] } : {}), ...(cpu ? { cpu: [cpu] } : {}) };
}
