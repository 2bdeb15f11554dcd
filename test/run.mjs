// `npm test`: installs what is missing, checks, builds, runs every spec, and ends with one line that says how it went.
// `--deep` also runs what is too long for every time (*.deep.spec.ts).
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNode, ensureInstalled, root } from '../apps/cli/launch/setup.mjs';
import { LeakScan } from './runner/leak-scan.mjs';
import { checks, specStages } from './runner/stages.mjs';
import { ensureSystemPackages } from './runner/system-packages.mjs';
import { skippedTests, tallyJest } from './runner/tally.mjs';

const CHECK_PATIENCE_MS = 10 * 60_000;
const STAGE_PATIENCE_MS = 60 * 60_000;
const OUTPUT_PATIENCE_MS = 10_000;
const JEST = 'node_modules/jest/bin/jest.js';

const total = { passed: 0, failed: 0, skipped: 0 };
/** Names of seeded personal values that something printed. */
const leaked = new Set();
const reports = mkdtempSync(join(tmpdir(), 'jalons-reports-'));
let running;
let complete = false;

// The last line is printed whatever happens, an exit from within a helper included, and never says success too early.
process.on('exit', () => {
  rmSync(reports, { recursive: true, force: true });
  if (!complete) total.failed += 1;
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  if (total.failed > 0 || total.passed === 0) process.exitCode = process.exitCode || 1;
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    running?.kill(signal);
    process.exitCode = 128 + constants.signals[signal];
    // Jest stops its workers and its database first; a second signal does not wait for it.
    if (running) running.once('exit', () => process.exit());
    else process.exit();
  });
}

checkNode();
ensureInstalled();
const missing = ensureSystemPackages();
for (const check of checks(root)) await runCheck(check);
for (const stage of specStages(root, { deep: process.argv.includes('--deep') })) await runStage(stage);
for (const sentence of missing) console.log(sentence);
countLeaks();
complete = true;

async function runCheck({ label, args }) {
  console.log(`── ${label}`);
  const status = await runNode(args, CHECK_PATIENCE_MS);
  if (status === 0) total.passed += 1;
  else {
    total.failed += 1;
    console.error(`failed: ${label}`);
  }
}

async function runStage({ label, workers, files }) {
  console.log(`── ${label} (${files.length} files)`);
  const report = join(reports, `${label.replaceAll(' ', '-')}.json`);
  const status = await runNode(
    [
      JEST,
      '--json',
      `--outputFile=${report}`,
      `--maxWorkers=${workers}`,
      // The ordinary configuration leaves the deep specs out; here the list of files is what counts.
      '--testPathIgnorePatterns=/node_modules/',
      '--runTestsByPath',
      ...files,
    ],
    STAGE_PATIENCE_MS,
  );
  const result = readReport(report);
  const tally = tallyJest(result, files, status);
  for (const note of tally.notes) console.error(`failed: ${label}: ${note}`);
  for (const name of skippedTests(result)) console.log(`skipped: ${name}`);
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
}

/** One more test: nothing that ran printed a personal value. Names of values alone are said, never a value. */
function countLeaks() {
  if (leaked.size === 0) total.passed += 1;
  else {
    total.failed += 1;
    console.error(`failed: the run printed personal values: ${[...leaked].join(', ')}`);
  }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @returns the exit code, null when the process was killed or could not be started */
function runNode(args, patienceMs) {
  return new Promise((resolve) => {
    // Jest prints its whole JSON report to standard output too; only its progress, on standard error, is for people.
    const quiet = args.includes('--json');
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: process.stderr.isTTY ? { FORCE_COLOR: '1', ...process.env } : process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = child;
    scan(child.stdout, quiet ? undefined : process.stdout);
    scan(child.stderr, process.stderr);
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    const end = (status) => {
      clearTimeout(timer);
      running = undefined;
      resolve(status);
    };
    child.once('error', () => end(null));
    // Once its outputs are closed, everything that it printed has been read; what it left running may keep them open.
    child.once('exit', (code) => setTimeout(() => end(code), OUTPUT_PATIENCE_MS).unref());
    child.once('close', (code) => end(code));
  });
}

/** Passes an output on, if anywhere, and looks for personal values in all of it. */
function scan(output, destination) {
  const search = new LeakScan();
  output.on('data', (chunk) => {
    destination?.write(chunk);
    search.write(chunk);
    for (const name of search.hits) leaked.add(name);
  });
}
