import { answer, client, withKey, type CommandAnswer } from '../api/index.js';
import type { Parcel } from '../drafts/index.js';

/** One step to the log. What makes a parcel holds path and body together; the client types them apart. */
export function postParcel(
  { parcoursId, path, body, orientation, structure }: Parcel,
  key: string,
): Promise<CommandAnswer> {
  const params = { path: { id: parcoursId, ...(orientation !== undefined && { orientation }) } };
  return answer(client.POST(path as never, { params, body, ...withKey(key, structure) } as never));
}
