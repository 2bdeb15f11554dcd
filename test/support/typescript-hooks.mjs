import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import cache from './typescript-cache.cjs';

const require = createRequire(import.meta.url);
const { version } = require('@swc/core/package.json');
const root = new URL('../../', import.meta.url);
const { paths } = JSON.parse(readFileSync(new URL('tsconfig.base.json', root), 'utf8')).compilerOptions;
const { jsc } = JSON.parse(readFileSync(new URL('.swcrc', root), 'utf8'));
const jestGlobals = new URL('test/runner/native/jest-globals.mjs', root).href;
const options = {
  swcrc: false,
  configFile: false,
  sourceMaps: true,
  module: { type: 'es6' },
  jsc: { ...jsc, experimental: { keepImportAttributes: true } },
};

export function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: jestGlobals, format: 'module', shortCircuit: true };
  const [target] = paths[specifier] ?? [];
  if (target !== undefined) return { url: new URL(target, root).href, shortCircuit: true };
  if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts')) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return { url: source.href, shortCircuit: true };
  }
  return next(specifier, context);
}

export function load(url, context, next) {
  if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
  return { format: 'module', source: javaScriptOf(fileURLToPath(url)), shortCircuit: true };
}

/** Transformed once for each content of the source, whichever process asks first. */
function javaScriptOf(filename) {
  const source = readFileSync(filename, 'utf8');
  const key = `//${createHash('sha256')
    .update(JSON.stringify([version, options, source]))
    .digest('hex')}`;
  const kept = cache.cachedFile(filename);
  const known = contentOf(kept);
  // The key stands at the end: before the code it would move every line that a stack names.
  if (known?.endsWith(key)) return known;
  // Not loaded where everything is known.
  const { code, map } = require('@swc/core').transformSync(source, { filename, ...options });
  const keyed = `${code}\n${key}`;
  keep(`${kept}.map`, map);
  keep(kept, keyed);
  return keyed;
}

function contentOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Written whole or not at all: other processes read it meanwhile. */
function keep(file, content) {
  const unfinished = `${file}.${process.pid}`;
  mkdirSync(cache.CACHE, { recursive: true });
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}
