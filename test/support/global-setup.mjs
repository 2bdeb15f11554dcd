import './typescript.mjs';

/**
 * Starts the one server of the run. Where it cannot start, specs that need no database still run, and the others
 * fail with the reason.
 */
export default async function globalSetup() {
  try {
    const { startTestCluster } = await import('./cluster.ts');
    globalThis.jalonsTestCluster = await startTestCluster();
    process.env.JALONS_TEST_URLS = JSON.stringify(globalThis.jalonsTestCluster.urls);
  } catch (error) {
    process.env.JALONS_TEST_DATABASE_ERROR = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
