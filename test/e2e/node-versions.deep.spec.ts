import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '@jalons/kernel';
import { fetchNode, hasOtherNodes } from '../support/other-node.js';

interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly status: string;
  }[];
}

/** The capabilities and their adapters, then the product itself: started, asked, stopped, killed. */
const PARTS = ['libs/', 'apps/', 'test/contract/', 'test/golden/', 'test/e2e/start', 'test/e2e/distributed'];
const PATIENCE_MS = 30 * 60_000;

/** Runs specs under another Node; the processes that they start run under it too. */
async function runUnder(node: string, parts: readonly string[]): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'jalons-report-'));
  const file = join(folder, 'report.json');
  const jest = join('node_modules', 'jest', 'bin', 'jest.js');
  try {
    const child = spawn(
      node,
      [
        ...['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', jest],
        ...['--json', `--outputFile=${file}`, '--maxWorkers=2', ...parts],
      ],
      {
        cwd: projectRoot(),
        env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
        stdio: ['ignore', 'ignore', 'ignore'],
      },
    );
    await once(child, 'exit');
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('on other versions of Node', () => {
  for (const major of [22, 24]) {
    (hasOtherNodes ? it : it.skip)(
      `everything that is fast holds on Node ${major}`,
      async () => {
        const node = fetchNode(major);
        try {
          expect(node.version).toMatch(new RegExp(`^v${major}\\.`));
          const report = await runUnder(node.program, PARTS);
          const failed = report.testResults.filter(({ status }) => status === 'failed');
          expect(failed.map(({ name, message }) => `${name}\n${message}`)).toEqual([]);
          expect(report.numPassedTests).toBeGreaterThan(500);
        } finally {
          node.remove();
        }
      },
      PATIENCE_MS,
    );
  }
});
