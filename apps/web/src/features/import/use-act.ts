import { answer, client, useSubmission, withKey } from '../../api/index.js';
import { queryClient } from '../../app/index.js';
import type { components } from '../../generated/api.js';

export type Act =
  | { readonly act: 'previews'; readonly body: components['schemas']['PreviewForm'] }
  | { readonly act: 'runs' | 'cancellation' | 'undo' };

/** Asks something of an import, and looks again at where it stands. */
export function useAct(id: string) {
  const { saving, submit } = useSubmission((asked: Act, key: string) => send(id, asked, key), {});
  const act = async (asked: Act) => {
    await submit(asked);
    await queryClient.invalidateQueries({ queryKey: ['imports'] });
  };
  return { saving, act };
}

function send(id: string, asked: Act, key: string) {
  const call = { params: { path: { id } }, ...withKey(key) };
  if (asked.act === 'previews') return answer(client.POST('/imports/{id}/previews', { ...call, body: asked.body }));
  return answer(client.POST(`/imports/{id}/${asked.act}`, { ...call, body: {} } as never));
}
