import type { ReactNode } from 'react';
import { Icon } from '../../../design/index.js';
import { locale, shortDay, t, type MessageKey } from '../../../i18n/index.js';
import type { Barrier } from '../story/story.js';
import type { Glossary } from '../words/entry-words.js';
import type { Answering, ToDo } from './now.js';
import './now.css';

interface NowCardsProps {
  /** What the rules say of the parcours, before anything else. */
  readonly risk: ReactNode;
  readonly todo: readonly ToDo[];
  readonly barriers: readonly Barrier[];
  readonly glossary: Glossary;
  readonly onAnswer: (answer: Answering) => void;
}

/** What comes first on the page: the risk, what to do, then what stands in the way. Nothing where there is none. */
export function NowCards({ risk, todo, barriers, glossary, onAnswer }: NowCardsProps) {
  return (
    <div className="now">
      {risk}
      {todo.length > 0 && (
        <section
          className={`card now-card ${todo.some(({ late }) => late) ? 'now-late' : ''}`}
          aria-labelledby="now-todo"
        >
          <h2 id="now-todo" className="now-title">
            <Icon name="calendar" />
            {t('now.todo')}
          </h2>
          <ul className="now-list">
            {todo.map((item) => (
              <Item key={item.key} item={item} glossary={glossary} onAnswer={onAnswer} />
            ))}
          </ul>
        </section>
      )}
      {barriers.length > 0 && (
        <section className="card now-card" aria-labelledby="now-barriers">
          <h2 id="now-barriers" className="now-title">
            <Icon name="hand" />
            {t('now.barriers')}
          </h2>
          <ul className="now-barriers">
            {barriers.map((barrier) => (
              <li key={barrier.id}>
                <span className={`chip ${barrier.liftedOn === undefined ? 'now-pending' : 'now-lifted'}`}>
                  {barrier.liftedOn !== undefined && <Icon name="check" />}
                  {t(barrier.liftedOn === undefined ? 'now.pending' : 'now.lifted')}
                </span>{' '}
                {glossary.label('barriers', barrier.theme) ?? t('now.barrier')}
                {barrier.liftedOn !== undefined && (
                  <span className="quiet small">
                    {' '}
                    {t('now.liftedOn', { date: shortDay(barrier.liftedOn, glossary.today, locale) })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Item({ item, glossary, onAnswer }: { readonly item: ToDo } & Pick<NowCardsProps, 'glossary' | 'onAnswer'>) {
  const date = [shortDay(item.day, glossary.today, locale), item.time ?? []].flat().join(' · ');
  const structure = glossary.name(item.structure) ?? t('now.elsewhere');
  return (
    <li>
      <strong>{item.text ?? t(`now.${item.what}` as MessageKey, { structure })}</strong>{' '}
      <span className={item.late ? 'now-alarm' : 'quiet small'}>{t(whenKey(item), { days: item.days, date })}</span>
      {item.answers.length > 0 && (
        <span className="now-answers">
          {item.answers.map((answer) => (
            <button
              key={answer.kind}
              type="button"
              className="link-button"
              aria-label={`${answerWord(answer)} : ${item.text ?? structure}`}
              onClick={() => onAnswer(answer)}
            >
              {answerWord(answer)}
            </button>
          ))}
        </span>
      )}
    </li>
  );
}

function answerWord({ kind, byPerson }: Answering): string {
  return t(byPerson === true ? 'now.answer.byPerson' : `now.answer.${kind}`);
}

function whenKey({ what, days, late }: ToDo): MessageKey {
  if (what === 'gap') return 'now.gapSince';
  if (late) return 'now.late';
  if (what === 'orientationProposed' || what === 'orientationAccepted') return 'now.since';
  return days === 0 ? 'now.today' : 'now.on';
}
