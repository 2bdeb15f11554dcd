import { describe, expect, it } from '@jest/globals';
import { skippedTests, tallyJest, tallyOfStages } from './tally.mjs';

const report = (changes: object = {}) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  numTotalTests: 4,
  numRuntimeErrorTestSuites: 0,
  testResults: [
    {
      name: '/a.spec.ts',
      status: 'passed',
      assertionResults: [
        { status: 'passed', fullName: 'a works' },
        { status: 'pending', fullName: 'a in a browser' },
      ],
    },
  ],
  ...changes,
});

describe('tally of a Jest run', () => {
  it('adds up what ran', () => {
    expect(tallyJest(report(), ['/a.spec.ts'], 0)).toEqual({ passed: 3, failed: 0, skipped: 1, notes: [] });
    expect(skippedTests(report())).toEqual(['a in a browser']);
  });

  it.each([
    ['no report', undefined, ['/a.spec.ts'], 1],
    ['a file that did not run', report(), ['/a.spec.ts', '/b.spec.ts'], 0],
    ['a suite that could not be loaded', report({ numRuntimeErrorTestSuites: 1 }), ['/a.spec.ts'], 1],
    [
      'no test in a file',
      report({ testResults: [{ name: '/a.spec.ts', status: 'passed', assertionResults: [] }] }),
      [],
      0,
    ],
    ['no test at all', report({ numPassedTests: 0, numPendingTests: 0, numTotalTests: 0 }), ['/a.spec.ts'], 0],
    ['an error after the last test', report(), ['/a.spec.ts'], 1],
    ['a kill after the last test', report(), ['/a.spec.ts'], null],
  ])('counts %s as a failure', (_case, result, files, status) => {
    expect(tallyJest(result, files, status).failed).toBe(1);
  });

  it('says what each stage did', () => {
    const file = (name: string, ...statuses: string[]) => ({
      ...{ name, startTime: 1_000, endTime: 3_000 },
      assertionResults: statuses.map((status) => ({ status })),
    });
    const testResults = [file('/a.spec.ts', 'passed', 'failed'), file('/b.spec.ts', 'passed'), file('/e/c.spec.ts')];
    const stageOf = (name: string) => (name.startsWith('/e/') ? 'end to end' : 'unit');
    expect(tallyOfStages(report({ testResults }), stageOf)).toEqual([
      ['unit', '2 files, 2 passed, 1 failed, 4 s of work'],
      ['end to end', '1 files, 0 passed, 0 failed, 2 s of work'],
    ]);
    expect(tallyOfStages(undefined, stageOf)).toEqual([]);
  });
});
