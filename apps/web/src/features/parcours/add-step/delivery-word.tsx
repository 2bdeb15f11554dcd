import { t } from '../../../i18n/index.js';
import { useOnline, type Delivery } from '../../../outbox/index.js';

interface DeliveryWordProps {
  readonly delivery: Delivery;
  readonly onRetry: () => void;
  readonly onEdit: () => void;
}

/** What has become of the step, beside the button; nothing pretends. */
export function DeliveryWord({ delivery, onRetry, onEdit }: DeliveryWordProps) {
  const online = useOnline();
  const waiting = delivery.state === 'waiting';
  return (
    <>
      <span role="status" className={waiting ? 'sheet-waiting' : 'quiet'}>
        {delivery.state === 'sending' && t('save.sending')}
        {waiting && t(online ? 'save.waiting' : 'save.offline')}
      </span>
      {waiting && (
        <>
          <button type="button" className="link-button" onClick={onRetry}>
            {t('save.retryNow')}
          </button>
          <button type="button" className="link-button" onClick={onEdit}>
            {t('save.edit')}
          </button>
          <span className="quiet small">{t('save.mayClose')}</span>
        </>
      )}
    </>
  );
}
