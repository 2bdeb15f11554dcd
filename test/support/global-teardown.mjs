export default async function globalTeardown() {
  await globalThis.jalonsTestCluster?.stop();
}
