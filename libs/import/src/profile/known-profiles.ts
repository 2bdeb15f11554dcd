import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProfile } from './load-profile.js';
import { ownFormat } from './own-format.js';
import type { Profile } from './profile.js';

/** A profile that imports over HTTP may follow, by the name that screens know it under. */
export interface KnownProfile {
  readonly id: string;
  readonly profile: Profile;
}

const OWN = 'jalons';
const NAME = /^([a-z0-9][a-z0-9-]{0,59})\.json$/;

/**
 * The format of this product, then those of a folder, `<id>.json` each, by id.
 * @param onWrong told of a file that is no profile: it is left out, and stops nothing
 */
export function knownProfiles(
  folder: string,
  onWrong: (file: string, error: unknown) => void = () => {},
): readonly [KnownProfile, ...KnownProfile[]] {
  const others = profileFiles(folder).flatMap(([file, id]): readonly KnownProfile[] => {
    try {
      return id === OWN ? [] : [{ id, profile: parseProfile(readFileSync(join(folder, file), 'utf8')) }];
    } catch (error) {
      onWrong(file, error);
      return [];
    }
  });
  return [{ id: OWN, profile: ownFormat() }, ...others];
}

function profileFiles(folder: string): readonly (readonly [file: string, id: string])[] {
  try {
    const files = readdirSync(folder).toSorted();
    return files.flatMap((file) => {
      const id = NAME.exec(file)?.[1];
      return id === undefined ? [] : [[file, id] as const];
    });
  } catch {
    // Most installations have none.
    return [];
  }
}
