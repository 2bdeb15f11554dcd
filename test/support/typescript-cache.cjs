// TypeScript from the sources, in whatever Node process asks: hooks for `import`, and a cache of what they transformed.
const { createHash } = require('node:crypto');
const { existsSync } = require('node:fs');
const { register } = require('node:module');
const { join } = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');

const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache', 'jalons-typescript');
const REGISTERED = Symbol.for('jalons.typescript-hooks');

/** Once per process: two sets of hooks would do everything twice. */
function registerTypeScript() {
  if (globalThis[REGISTERED]) return;
  globalThis[REGISTERED] = true;
  register('./typescript-hooks.mjs', pathToFileURL(__filename).href);
}

/** Where the JavaScript of a source is kept, its map beside it (`.map`): one place per source, so nothing accumulates. */
function cachedFile(source) {
  return join(CACHE, createHash('sha256').update(source).digest('hex').slice(0, 32));
}

/** @returns the file that holds the map of a module, given its address as stacks say it; undefined when there is none */
function sourceMapOf(url) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return undefined;
  const map = `${cachedFile(fileURLToPath(url))}.map`;
  return existsSync(map) ? map : undefined;
}

module.exports = { CACHE, cachedFile, registerTypeScript, sourceMapOf };
