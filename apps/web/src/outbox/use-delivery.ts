import { useCallback, useEffect, useRef, useState } from 'react';
import { onReachable, type CommandAnswer } from '../api/index.js';
import type { Parcel } from '../drafts/index.js';
import { t } from '../i18n/index.js';
import { afterFailure, type Delivery } from './delivery.js';
import { postParcel } from './post-parcel.js';

/** What is sent, and where its refusals belong: the JSON pointer of each field. */
export interface Sending {
  readonly parcel: Parcel;
  readonly pointers: Readonly<Record<string, string>>;
}

/** Milliseconds that a browser has to keep what is sent, before it is sent all the same. */
const KEEPING = 1000;

/**
 * Sends a step until the server has answered, under one key for the life of the form: however often it is sent, it is
 * logged once. Tries again after a while, and as soon as the connection is back.
 */
export function useDelivery(key: string, onSaved: (answer: CommandAnswer) => void, before?: Delivery) {
  const [delivery, setDelivery] = useState<Delivery>(before ?? { state: 'idle' });
  const sending = useRef<Sending>(undefined);
  const saved = useRef(onSaved);
  const busy = useRef(false);
  useEffect(() => {
    saved.current = onSaved;
  });

  const attempt = useCallback(
    async (tried: number) => {
      const sent = sending.current;
      if (busy.current || sent === undefined) return;
      busy.current = true;
      try {
        const result = await postParcel(sent.parcel, key);
        setDelivery({ state: 'saved' });
        saved.current(result);
      } catch (error) {
        setDelivery(afterFailure(error, tried, sent.pointers, t('save.signedOut')));
      } finally {
        busy.current = false;
      }
    },
    [key],
  );

  useEffect(() => {
    if (delivery.state !== 'waiting') return;
    const again = () => void attempt(delivery.attempt);
    const timer = setTimeout(again, delivery.delay * 1000);
    const stop = onReachable(again);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [delivery, attempt]);

  /** `kept` is resolved once the browser holds what is sent: a tab closed from then on loses nothing. */
  const send = useCallback(
    (next: Sending, kept: Promise<unknown>) => {
      sending.current = next;
      setDelivery({ state: 'sending' });
      const late = new Promise((resolve) => setTimeout(resolve, KEEPING));
      void Promise.race([kept, late]).then(() => attempt(0));
    },
    [attempt],
  );
  return { delivery, send, show: setDelivery };
}
