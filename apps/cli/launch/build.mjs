// `npm run build`, and the build that `npm start` makes when the sources changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { checkNode, ensureInstalled, root, run } from './setup.mjs';

const SOURCES = ['apps', 'libs'];
const SETTINGS = ['package-lock.json', 'nest-cli.json', '.swcrc', 'tsconfig.base.json'];
const mark = join(root, 'dist', '.jalons-sources');

/** Builds when `dist` is missing or older than the sources, or always when asked. */
export function ensureBuilt({ force = false } = {}) {
  const sources = hashSources();
  if (!force && existsSync(mark) && readFileSync(mark, 'utf8') === sources) return;
  console.log('Construction de Jalons…');
  // Only a whole build leaves its mark, and a module that no longer exists must not be found in `dist`.
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  run(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'cli']);
  run(process.execPath, ['apps/cli/launch/bundle-threads.mjs']);
  const web = join(root, 'apps', 'web');
  if (existsSync(join(web, 'vite.config.ts'))) {
    run(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], {
      cwd: web,
      // Whoever builds, a test included, builds what is served: the libraries leave out what is for development.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    compress(join(root, 'dist', 'apps', 'web'));
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(mark, sources);
}

/** Text files get a Brotli copy beside them, once, that the server sends to whoever takes it. */
function compress(folder) {
  for (const file of files(folder)) {
    if (!/\.(?:js|css|svg)$/.test(file)) continue;
    const content = readFileSync(file);
    if (content.length > 1024) writeFileSync(`${file}.br`, brotliCompressSync(content));
  }
}

function hashSources() {
  const hash = createHash('sha256');
  for (const file of [
    ...SETTINGS.map((name) => join(root, name)),
    ...SOURCES.flatMap((name) => files(join(root, name))),
  ]) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.name === 'node_modules' || entry.name === 'dist') return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? files(path) : entry.isFile() ? [path] : [];
    });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  checkNode();
  ensureInstalled();
  ensureBuilt({ force: true });
}
