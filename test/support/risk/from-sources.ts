import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WorkerOptions } from 'node:worker_threads';
import { projectRoot } from '@jalons/kernel';

/** Lets a thread of the product run from the sources. */
export const FROM_SOURCES: WorkerOptions = {
  execArgv: ['--import', pathToFileURL(join(projectRoot(), 'test', 'support', 'typescript.mjs')).href],
};
