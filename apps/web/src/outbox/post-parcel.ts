import { answer, client, withKey, type CommandAnswer } from '../api/index.js';
import type { Parcel } from '../drafts/index.js';

/** One step, or one encounter, to the log. What makes a parcel holds path and body together; the client types them apart. */
export function postParcel(
  { parcoursId, path: route, body, orientation, structure }: Parcel,
  key: string,
): Promise<CommandAnswer> {
  const path = {
    ...(parcoursId !== undefined && { id: parcoursId }),
    ...(orientation !== undefined && { orientation }),
  };
  return answer(client.POST(route as never, { params: { path }, body, ...withKey(key, structure) } as never));
}
