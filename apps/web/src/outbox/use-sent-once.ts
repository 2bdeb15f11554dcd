import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { CommandAnswer } from '../api/index.js';
import type { Draft } from '../drafts/index.js';
import type { Delivery } from './delivery.js';
import { useDelivery, type Sending } from './use-delivery.js';
import type { useDraft } from './use-draft.js';

interface SentOnce {
  /** What was found when the form was opened. */
  readonly draft: Draft | null;
  readonly keeping: Pick<ReturnType<typeof useDraft>, 'keep' | 'keepNow' | 'drop'>;
  /** What is typed now. */
  readonly typed: () => Pick<Draft, 'values' | 'sentence'>;
  /** The same, as it is sent. */
  readonly sending: () => Sending;
  readonly onSaved: (answer: CommandAnswer) => void;
}

/**
 * A form whose draft is kept until the server has what it says: sent until it is answered, logged once, and gone on with
 * where a page that is gone had asked for it. `key` is that of the form for its whole life; `kept` says whether the
 * browser holds what was sent, which then goes without its form.
 */
export function useSentOnce({ draft, keeping, typed, sending, onSaved }: SentOnce) {
  const { keep, keepNow, drop } = keeping;
  const [kept, setKept] = useState(false);
  // One key for the life of the form, the draft's included: whatever is sent from it is logged once.
  const [key] = useState(() => draft?.key ?? crypto.randomUUID());
  const settled = (answer: CommandAnswer) => {
    drop(key);
    onSaved(answer);
  };
  const { delivery, send, show } = useDelivery(key, settled, refusalOf(draft));

  // Its key is spent: a draft that came back under it could never be sent.
  const taken = delivery.state === 'taken';
  useEffect(() => {
    if (taken) drop(key);
  }, [taken, drop, key]);

  // Refused, or taken back to be changed: it is a draft again, and goes nowhere by itself.
  const back = useEffectEvent(() => keep({ ...typed(), key }));
  const returned = (delivery.state === 'refused' && delivery.signIn !== true) || delivery.state === 'idle';
  const sent = useRef(false);
  useEffect(() => {
    if (returned && sent.current) back();
  }, [returned]);

  function deliver() {
    sent.current = true;
    const next = sending();
    const keeping = keepNow({ ...typed(), key, parcel: next.parcel });
    void keeping.then(setKept);
    send(next, keeping);
  }
  // Asked to be sent from a page that is gone: it goes on from here.
  const goOn = useEffectEvent(() => draft?.parcel !== undefined && deliver());
  useEffect(() => void goOn(), []);

  return { key, delivery, kept, deliver, show };
}

/** Why the server would not have what was typed, when it was sent without its form. */
function refusalOf(draft: Draft | null): Delivery | undefined {
  if (draft?.refused === undefined) return undefined;
  return { state: 'refused', message: draft.refused, fields: {}, rest: [] };
}
