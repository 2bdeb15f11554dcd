// `npm test`: installs what is missing, checks, builds, runs every spec, and ends with one line that says how it went.
// `--deep` also runs what is too long for every time (*.deep.spec.ts).
import { readFileSync } from 'node:fs';
import { availableParallelism, constants } from 'node:os';
import { join } from 'node:path';
import { checkNode, ensureInstalled, root } from '../apps/cli/launch/setup.mjs';
import { NodeRuns } from './runner/node-runs.mjs';
import { checks, specRuns, stageOf } from './runner/stages.mjs';
import { ensureSystemPackages } from './runner/system-packages.mjs';
import { skippedTests, tallyJest, tallyOfStages } from './runner/tally.mjs';
import { temporaryFolder } from './runner/temporary-folder.mjs';

const CHECK_PATIENCE_MS = 10 * 60_000;
const SPECS_PATIENCE_MS = 2 * 60 * 60_000;
const JEST = 'node_modules/jest/bin/jest.js';

const total = { passed: 0, failed: 0, skipped: 0 };
const temporary = temporaryFolder();
const runs = new NodeRuns(root);
let complete = false;

// The last line is printed whatever happens, an exit from within a helper included, and never says success too early.
process.on('exit', () => {
  temporary.remove();
  if (!complete) total.failed += 1;
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  if (total.failed > 0 || total.passed === 0) process.exitCode = process.exitCode || 1;
});
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    process.exitCode = 128 + constants.signals[signal];
    // What runs stops its own first; a second signal does not wait for it.
    if (stopped) process.exit();
    stopped = true;
    void runs.stop(signal).then(() => process.exit());
  });
}

checkNode();
ensureInstalled();
const missing = ensureSystemPackages();
await runChecks(checks(root));
for (const run of specRuns(root, { deep: process.argv.includes('--deep') })) await runSpecs(run);
for (const sentence of missing) console.log(sentence);
countLeaks();
complete = true;

/** As many at a time as there are processors, the longest first; each is told whole, when it has ended. */
async function runChecks(waiting) {
  const next = waiting.values();
  const one = async () => {
    for (const { label, args } of next) {
      const said = [];
      const onOutput = (chunk) => said.push(chunk);
      const status = await runs.run(args, { patienceMs: CHECK_PATIENCE_MS, onOutput });
      console.log(`── ${label}`);
      process.stdout.write(Buffer.concat(said));
      if (status === 0) total.passed += 1;
      else {
        total.failed += 1;
        console.error(`failed: ${label}`);
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, one));
}

async function runSpecs({ label, workers, inMemory, files }) {
  console.log(`── ${label} (${files.length} files, ${workers} at a time)`);
  const report = join(temporary.path, `${label.replaceAll(' ', '-')}.json`);
  const status = await runs.run(
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
    {
      patienceMs: SPECS_PATIENCE_MS,
      env: inMemory ? { TMPDIR: temporary.path } : {},
      // Jest prints its whole JSON report to standard output too; only its progress, on standard error, is for people.
      onOutput: (chunk, from) => void (from === 'stderr' && process.stderr.write(chunk)),
    },
  );
  const result = readReport(report);
  for (const [stage, told] of tallyOfStages(result, (file) => stageOf(root, file))) console.log(`${stage}: ${told}`);
  const tally = tallyJest(result, files, status);
  for (const note of tally.notes) console.error(`failed: ${label}: ${note}`);
  for (const name of skippedTests(result)) console.log(`skipped: ${name}`);
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
}

/** One more test: nothing that ran printed a personal value. Names of values alone are said, never a value. */
function countLeaks() {
  if (runs.leaked.size === 0) total.passed += 1;
  else {
    total.failed += 1;
    console.error(`failed: the run printed personal values: ${[...runs.leaked].join(', ')}`);
  }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
