// What `npm test` runs, in order: what answers fastest first.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const TYPESCRIPT = 'node_modules/typescript-7/bin/tsc';

/** The checks that are not tests; each counts as one. */
export function checks(root) {
  const web = existsSync(join(root, 'apps', 'web', 'tsconfig.json'));
  return [
    { label: 'typecheck', args: [TYPESCRIPT, '--noEmit', '-p', 'tsconfig.json'] },
    ...(web ? [{ label: 'typecheck web', args: [TYPESCRIPT, '--noEmit', '-p', 'apps/web/tsconfig.json'] }] : []),
    { label: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--deny-warnings'] },
    {
      label: 'imports',
      args: [
        'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
        '--config',
        '.dependency-cruiser.cjs',
        'apps',
        'libs',
      ],
    },
    { label: 'format', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
    { label: 'build', args: ['apps/cli/launch/build.mjs'] },
  ];
}

/** The spec files of each stage. Every spec below apps, libs and test belongs to exactly one. */
export function specStages(root, { deep }) {
  const specs = ['libs', 'apps', 'test']
    .flatMap((folder) => walk(join(root, folder)))
    .filter((file) => file.endsWith('.spec.ts'));
  const stages = [
    { label: 'unit and integration', workers: 2, files: [] },
    { label: 'contract', workers: 2, files: [] },
    { label: 'end to end', workers: 2, files: [] },
    { label: 'faults', workers: 2, files: [] },
    { label: 'deep', workers: 1, files: [] },
  ];
  const [unit, contract, endToEnd, faults, long] = stages;
  for (const file of specs) {
    const below = (folder) => file.startsWith(join(root, 'test', folder));
    if (file.endsWith('.deep.spec.ts')) {
      if (deep) long.files.push(file);
    } else if (below('contract')) contract.files.push(file);
    else if (below('e2e')) endToEnd.files.push(file);
    else if (below('faults')) faults.files.push(file);
    else unit.files.push(file);
  }
  return stages.filter((stage) => stage.files.length > 0);
}

function walk(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules') return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}
