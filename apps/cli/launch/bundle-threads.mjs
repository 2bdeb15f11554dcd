// Part of the build: the file of each thread becomes one with all that it runs, and no more. The readers of a back-test
// use libraries that bring NestJS along, which takes a second of processor time to load, once for each of them.
import { basename, dirname, join } from 'node:path';
import { build } from 'vite';
import { root } from './setup.mjs';

const THREADS = ['libs/dropout-risk/src/backtest/reader/reader.thread.js'];

for (const thread of THREADS) {
  const file = join(root, 'dist', thread);
  await build({
    ...{ root, configFile: false, logLevel: 'warn', publicDir: false },
    build: {
      ...{ ssr: file, outDir: dirname(file), emptyOutDir: false, target: 'node20', minify: false },
      rolldownOptions: {
        output: { entryFileNames: basename(file) },
        // No module of ours does anything when it is imported but tell what it exports.
        treeshake: { moduleSideEffects: (id) => id === file },
      },
    },
  });
}
