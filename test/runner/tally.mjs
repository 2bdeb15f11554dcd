/**
 * Counts one Jest run. A run that says nothing, or forgets a file, or ran no test at all, has failed: an empty success
 * is the one thing this must never report.
 * @param report the object of `jest --json`, undefined when there is none
 * @param files absolute paths of the spec files that were to run
 * @param status exit code of Jest, null when it was killed
 */
export function tallyJest(report, files, status) {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0, notes: ['Jest left no report'] };
  const notes = [];
  const ran = new Set(report.testResults.map((result) => result.name));
  for (const file of files) if (!ran.has(file)) notes.push(`not run: ${file}`);
  for (const result of report.testResults) {
    if (result.assertionResults.length === 0 && result.status !== 'failed') notes.push(`no test in ${result.name}`);
  }
  if (files.length > 0 && report.numTotalTests === 0) notes.push('no test at all');
  const failedInFiles = report.numFailedTests + report.numRuntimeErrorTestSuites;
  if (status !== 0 && failedInFiles + notes.length === 0) notes.push(`Jest ended with ${status ?? 'a signal'}`);
  return {
    passed: report.numPassedTests,
    failed: failedInFiles + notes.length,
    skipped: report.numPendingTests + report.numTodoTests,
    notes,
  };
}

/** Full names of the tests that were skipped, so that nobody mistakes them for passed ones. */
export function skippedTests(report) {
  return (report?.testResults ?? []).flatMap((result) =>
    result.assertionResults
      .filter(({ status }) => ['pending', 'skipped', 'todo', 'disabled'].includes(status))
      .map(({ fullName }) => fullName),
  );
}

/**
 * What one run did, stage by stage, for people: the counts of `tallyJest` alone decide.
 * @param {(file: string) => string} stageOf
 * @returns {[string, string][]} each stage and what is said of it
 */
export function tallyOfStages(report, stageOf) {
  const stages = new Map();
  for (const { name, startTime, endTime, assertionResults } of report?.testResults ?? []) {
    const stage = stageOf(name);
    const told = stages.get(stage) ?? { files: 0, passed: 0, failed: 0, ms: 0 };
    const count = (wanted) => assertionResults.filter(({ status }) => status === wanted).length;
    told.files += 1;
    told.passed += count('passed');
    told.failed += count('failed');
    told.ms += endTime - startTime;
    stages.set(stage, told);
  }
  return [...stages].map(([stage, { files, passed, failed, ms }]) => [
    stage,
    `${files} files, ${passed} passed, ${failed} failed, ${Math.round(ms / 1000)} s of work`,
  ]);
}
