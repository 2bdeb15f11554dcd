import type { LogPlace } from '@jalons/dropout-risk';
import { urlOf, type ProcessRole, type Storage } from '../engine/storage.js';

/** Where readers of the whole log find it, under a role that may read it. */
export function logPlaceOf({ urls, settings }: Storage, role: Exclude<ProcessRole, 'api'>): LogPlace {
  const { secretsFolder, masterKeyFile: file, eventStoreUrl } = settings;
  return {
    url: urlOf(urls, role),
    ...(eventStoreUrl !== undefined && { eventStoreUrl }),
    masterKey: { secretsFolder, ...(file !== undefined && { file }) },
  };
}
