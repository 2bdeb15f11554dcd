import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Finds a folder of the project from a module's own place, which is `libs/...` when run from the sources and
 * `dist/libs/...` when built (the build does not copy SQL).
 */
export function findUpwards(moduleUrl: string, relative: string): string {
  for (let folder = dirname(fileURLToPath(moduleUrl)); ; folder = dirname(folder)) {
    const candidate = join(folder, relative);
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) throw new Error(`${relative} is not above ${moduleUrl}`);
  }
}
