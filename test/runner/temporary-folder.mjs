// Where the specs put their databases, installations and files.
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const GIB = 1024 ** 3;
const IN_MEMORY = '/dev/shm';
/** What a run fills at most at one time, generously; and what must be left for everything that runs. */
const ROOM = 4 * GIB;
const MEMORY = 8 * GIB;

/**
 * A folder of this run. In memory where there is room: each database is a thousand small files that live for a second,
 * and to find an inode for a new one ext4 walks past all those that were deleted in the last minutes.
 * @returns {{ path: string, remove: () => void }}
 */
export function temporaryFolder() {
  const path = mkdtempSync(join(hasRoom() ? IN_MEMORY : tmpdir(), 'jalons-specs-'));
  // PostgreSQL, which never runs as root, goes through it.
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

function hasRoom() {
  try {
    accessSync(IN_MEMORY, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= ROOM && freemem() >= MEMORY;
  } catch {
    return false;
  }
}
