import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { peopleQuery, type Me } from '../../api/index.js';
import { entriesFor } from '../../app/navigation.js';
import { Icon } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { lookFor, useSettled } from '../people/index.js';
import { offersOf, type Offer } from './offers.js';
import './quick-search.css';

const LIST = 'quick-search-list';
const optionId = (index: number) => `quick-search-${index}`;

interface QuickSearchProps {
  readonly me: Me;
  readonly onClose: () => void;
}

/** A person or a page in a few letters: arrows choose, Enter goes. */
export function QuickSearch({ me, onClose }: QuickSearchProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const name = useSettled(typed.trim());
  const asks = name.length > 1;
  const { data, error } = useQuery({ ...peopleQuery(name), enabled: asks, placeholderData: keepPreviousData });
  const offers = offersOf(typed, asks ? (data?.items ?? []) : [], entriesFor(me, false));
  const chosen = Math.min(at, offers.length - 1);

  // Before the dialog leaves the page, so that it gives the focus back to where it was.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);

  function go(offer: Offer | undefined) {
    if (offer === undefined) return;
    onClose();
    if (offer.parcours !== undefined) void navigate({ to: '/parcours/$id', params: { id: offer.parcours } });
    else if (offer.lookFor !== undefined) {
      lookFor(offer.lookFor);
      void navigate({ to: '/' });
    } else if (offer.page !== undefined) void navigate({ to: offer.page.to });
  }

  // The dialog is closed by leaving the page, and by nothing else: its own closing may come from a page that is set aside.
  function cancel(event: SyntheticEvent) {
    event.preventDefault();
    onClose();
  }

  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((chosen + step + offers.length) % Math.max(1, offers.length));
    else if (event.key === 'Enter') go(offers[chosen]);
    else return;
    event.preventDefault();
  }

  return (
    <dialog className="quick" ref={dialog} aria-label={t('quick.title')} onCancel={cancel}>
      <div className="quick-field">
        <Icon name="search" />
        <input
          // The dialog is there to be typed into; it gives the focus back when it closes.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          className="input"
          role="combobox"
          aria-label={t('quick.label')}
          aria-expanded="true"
          aria-controls={LIST}
          aria-autocomplete="list"
          aria-activedescendant={offers.length > 0 ? optionId(chosen) : undefined}
          autoComplete="off"
          maxLength={100}
          placeholder={t('quick.label')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
      </div>
      <div role="listbox" id={LIST} aria-label={t('quick.results')} className="quick-list">
        {offers.map((offer, index) => (
          // The keys are those of the field, which keeps the focus: the option is the target of the pointer alone.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={offer.key}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className="quick-option"
            onClick={() => go(offer)}
          >
            <Icon name={offer.page?.icon ?? 'user'} />
            <span>
              {offer.title}
              {offer.under !== undefined && <span className="quick-under"> {offer.under}</span>}
            </span>
          </div>
        ))}
      </div>
      <p className="quiet small quick-foot" role="status">
        {error?.message ?? (offers.length === 0 ? t('quick.none') : t('quick.keys', { count: offers.length }))}
      </p>
    </dialog>
  );
}
