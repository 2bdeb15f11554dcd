import { useRouteContext } from '@tanstack/react-router';
import { DraftBox, indexedDbShelf } from '../drafts/index.js';
import { t } from '../i18n/index.js';
import { Outbox } from './outbox.js';
import { postParcel } from './post-parcel.js';

interface Held {
  readonly owner: string;
  readonly box: DraftBox;
  readonly outbox: Outbox;
}

let current: Held | undefined;

/** The drafts of whoever is signed in, and what is on its way; one of each for the page. */
export function useOutbox(): Held {
  // Of the route, which nobody sees before it is known: drafts opened for anyone else would be wiped.
  const { me } = useRouteContext({ from: '/shell' });
  return outboxOf(me.professional);
}

function outboxOf(owner: string): Held {
  if (current?.owner === owner) return current;
  const box = new DraftBox(indexedDbShelf(), owner);
  const outbox = new Outbox({
    box,
    send: postParcel,
    later: (seconds, act) => {
      const timer = setTimeout(act, seconds * 1000);
      return () => clearTimeout(timer);
    },
    now: () => new Date(),
    signedOut: t('save.signedOut'),
  });
  current = { owner, box, outbox };
  return current;
}
