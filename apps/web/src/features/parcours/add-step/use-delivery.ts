import { useCallback, useEffect, useRef, useState } from 'react';
import { answer, client, withKey, type CommandAnswer } from '../../../api/index.js';
import { t } from '../../../i18n/index.js';
import { afterFailure, type Delivery } from './delivery.js';
import type { StepRequest } from './step-form.js';

interface Parcel {
  readonly request: StepRequest;
  readonly pointers: Readonly<Record<string, string>>;
}

/**
 * Sends a step until the server has answered, under one key for the life of the form: however often it is sent, it is
 * logged once. Tries again after a while, and as soon as the connection is back.
 */
export function useDelivery(parcoursId: string, key: string, onSaved: (answer: CommandAnswer) => void) {
  const [delivery, setDelivery] = useState<Delivery>({ state: 'idle' });
  const parcel = useRef<Parcel>(undefined);
  const saved = useRef(onSaved);
  const busy = useRef(false);
  useEffect(() => {
    saved.current = onSaved;
  });

  const attempt = useCallback(
    async (tried: number) => {
      const sent = parcel.current;
      if (busy.current || sent === undefined) return;
      busy.current = true;
      if (tried === 0) setDelivery({ state: 'sending' });
      try {
        const result = await post(parcoursId, sent.request, key);
        setDelivery({ state: 'saved' });
        saved.current(result);
      } catch (error) {
        setDelivery(afterFailure(error, tried, sent.pointers, t('save.signedOut')));
      } finally {
        busy.current = false;
      }
    },
    [parcoursId, key],
  );

  useEffect(() => {
    if (delivery.state !== 'waiting') return;
    const again = () => void attempt(delivery.attempt);
    const timer = setTimeout(again, delivery.delay * 1000);
    addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', again);
    };
  }, [delivery, attempt]);

  const send = useCallback(
    (request: StepRequest, pointers: Readonly<Record<string, string>>) => {
      parcel.current = { request, pointers };
      void attempt(0);
    },
    [attempt],
  );
  return { delivery, send, show: setDelivery };
}

/** One step to the log. The table of {@link StepRequest} holds path and body together; the client types them apart. */
export function post(
  parcoursId: string,
  { path, body, orientation }: StepRequest,
  key: string,
): Promise<CommandAnswer> {
  const params = { path: { id: parcoursId, ...(orientation !== undefined && { orientation }) } };
  return answer(client.POST(path, { params, body, ...withKey(key) } as never));
}
