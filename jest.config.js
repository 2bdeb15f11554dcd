/** @type {import('jest').Config} */
export default {
  rootDir: '.',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  // Node itself loads specs and sources (test/support/typescript-hooks.mjs), once per worker.
  testEnvironment: '<rootDir>/test/runner/native/environment.cjs',
  runtime: '<rootDir>/test/runner/native/runtime.cjs',
  transform: {},
  testMatch: ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/apps/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.deep\\.spec\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.jalons/'],
  testSequencer: '<rootDir>/test/runner/longest-first.cjs',
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  // A worker never gives back what the specs took; past this it makes room by starting anew.
  workerIdleMemoryLimit: '1500MB',
  // Only ends what hangs: on a machine that is busy with other things, real databases take their time.
  testTimeout: 120_000,
};
