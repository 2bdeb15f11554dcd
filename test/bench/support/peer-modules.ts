import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../peers/', import.meta.url);

/** Installs the peers at their pinned versions where that was not done yet; null without a registry. */
export function peerModules(): NodeJS.Require | null {
  if (!existsSync(new URL('node_modules', FOLDER))) {
    try {
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'], {
        cwd: fileURLToPath(FOLDER),
        stdio: 'inherit',
      });
    } catch {
      console.error('the peers could not be installed: their rows are left out');
      return null;
    }
  }
  return createRequire(new URL('package.json', FOLDER));
}
