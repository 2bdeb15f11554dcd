// What `npm test` runs.
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';

const TYPESCRIPT = 'node_modules/typescript-7/bin/tsc';

/**
 * Specs that run at the same time: one more than there are processors, as those of a browser, of processes that die and
 * of jobs wait a good part of their time. Each takes up to a gigabyte with what it starts.
 */
const WORKERS = Math.min(availableParallelism() + 1, 6);

/** The checks that are not tests, the longest first; each counts as one. */
export function checks(root) {
  const web = existsSync(join(root, 'apps', 'web', 'tsconfig.json'));
  return [
    { label: 'build', args: ['apps/cli/launch/build.mjs'] },
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
    { label: 'typecheck', args: [TYPESCRIPT, '--noEmit', '-p', 'tsconfig.json'] },
    ...(web ? [{ label: 'typecheck web', args: [TYPESCRIPT, '--noEmit', '-p', 'apps/web/tsconfig.json'] }] : []),
    { label: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--deny-warnings'] },
  ];
}

/**
 * The runs of Jest: every spec below apps, libs and test belongs to exactly one. Deep ones run one by one, and their files,
 * which may be large, stay on the disk.
 */
export function specRuns(root, { deep }) {
  const specs = ['libs', 'apps', 'test']
    .flatMap((folder) => walk(join(root, folder)))
    .filter((file) => file.endsWith('.spec.ts'));
  const isDeep = (file) => file.endsWith('.deep.spec.ts');
  return [
    { label: 'specs', workers: WORKERS, inMemory: true, files: specs.filter((file) => !isDeep(file)) },
    { label: 'deep', workers: 1, inMemory: false, files: deep ? specs.filter(isDeep) : [] },
  ].filter(({ files }) => files.length > 0);
}

/** What kind of spec a file is, for the account of a run. */
export function stageOf(root, file) {
  if (file.endsWith('.deep.spec.ts')) return 'deep';
  const path = relative(root, file).split(/[\\/]/);
  if (path[0] !== 'test') return 'unit and integration';
  return { contract: 'contract', e2e: 'end to end', faults: 'faults' }[path[1]] ?? 'unit and integration';
}

function walk(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules') return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}
