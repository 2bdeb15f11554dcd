import type { ReactNode } from 'react';
import { t } from '../i18n/index.js';
import type { Delivery } from './delivery.js';
import './outbox.css';
import { useOnline } from './use-online.js';

interface DeliveryWordProps {
  readonly delivery: Delivery;
  readonly onRetry: () => void;
  readonly onEdit: () => void;
  readonly editWord: string;
  /** What else may be done while it waits. */
  readonly children: ReactNode;
}

/** What has become of what was sent, beside the button; nothing pretends. */
export function DeliveryWord({ delivery, onRetry, onEdit, editWord, children }: DeliveryWordProps) {
  const online = useOnline();
  const waiting = delivery.state === 'waiting';
  return (
    <>
      <span role="status" className={waiting ? 'delivery-waiting' : 'quiet'}>
        {delivery.state === 'sending' && t('save.sending')}
        {waiting && t(online ? 'save.waiting' : 'save.offline')}
      </span>
      {waiting && (
        <>
          {children}
          <button type="button" className="link-button" onClick={onRetry}>
            {t('save.retryNow')}
          </button>
          <button type="button" className="link-button" onClick={onEdit}>
            {editWord}
          </button>
        </>
      )}
    </>
  );
}
