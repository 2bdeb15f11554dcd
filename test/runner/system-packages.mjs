// The two programs that npm cannot bring: a Redis server and a browser. Installed where that is ours to do (root on
// Debian), looked for elsewhere; what is missing is said, and the specs that need it skip aloud.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const WANTED = [
  {
    label: 'redis-server',
    variable: 'JALONS_REDIS_SERVER',
    package: 'redis-server',
    programs: ['redis-server'],
  },
  {
    label: 'chromium',
    variable: 'JALONS_CHROMIUM',
    package: 'chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  },
];
const APT_PATIENCE_MS = 10 * 60_000;

/**
 * Sets JALONS_REDIS_SERVER and JALONS_CHROMIUM to the programs found; leaves unset what is not there.
 * @returns one sentence for each program that is missing
 */
export function ensureSystemPackages(env = process.env) {
  const absent = WANTED.filter((wanted) => !find(wanted, env));
  const why = absent.length > 0 ? install(absent.map((wanted) => wanted.package)) : '';
  const skipped = [];
  for (const wanted of WANTED) {
    const program = find(wanted, env);
    if (program) env[wanted.variable] = program;
    else {
      delete env[wanted.variable];
      skipped.push(`skipped: no ${wanted.label} (${why || `set ${wanted.variable} to its path`})`);
    }
  }
  return skipped;
}

function find({ programs, variable }, env) {
  if (env[variable]) return isExecutable(env[variable]) ? env[variable] : undefined;
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    for (const program of programs) {
      if (folder && isExecutable(join(folder, program))) return join(folder, program);
    }
  }
  return undefined;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns why it did not work, empty when it did */
function install(packages) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return 'not root on Debian: not installed';
  console.log(`apt-get install ${packages.join(' ')}…`);
  if (!apt(['update'])) return 'apt-get update failed';
  // One by one: a package that cannot be had must not keep the other away.
  const failed = packages.filter((name) => !apt(['install', '-y', '--no-install-recommends', name]));
  return failed.length > 0 ? `apt-get install ${failed.join(' ')} failed` : '';
}

function apt(args) {
  const { status, stderr } = spawnSync('apt-get', ['-q', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: APT_PATIENCE_MS,
    // RUNLEVEL=1 keeps the package from starting a service of its own: the specs start what they need.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });
  if (status !== 0)
    console.error(`apt-get ${args.join(' ')}: ${(stderr ?? '').trim().split('\n').slice(-3).join('\n')}`);
  return status === 0;
}
