import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '@jalons/kernel';

/** The arguments of Node that start a program of the product: as it was built; from the sources where nobody built it. */
export function productEntry(app: 'api' | 'cli' | 'worker'): readonly string[] {
  const built = join(projectRoot(), 'dist', 'apps', app, 'src', 'main.js');
  if (existsSync(built)) return [built];
  const loader = pathToFileURL(join(projectRoot(), 'test', 'support', 'typescript.mjs')).href;
  return ['--import', loader, join(projectRoot(), 'apps', app, 'src', 'main.ts')];
}
