// The command line of the product, built when needed, in this terminal.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { checkNode, ensureInstalled, root } from './setup.mjs';

/**
 * Runs `jalons <args>` and ends as it ends. Ctrl-C reaches the product through the terminal already; a signal sent to
 * this process alone is passed on. Either way this process waits, so that nothing is left running behind a prompt.
 */
export function runProduct(args) {
  checkNode();
  ensureInstalled();
  ensureBuilt();
  const entry = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', entry, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal gives SIGINT to both; a second one would read as "stop at once".
      if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal);
    });
  }
  child.once('error', (error) => {
    console.error(`Jalons n'a pas pu être lancé : ${error.message}`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
