import { useMemo, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import type { CommandAnswer, ParcoursView } from '../../../api/index.js';
import { queryClient } from '../../../app/index.js';
import { Icon } from '../../../design/index.js';
import { t } from '../../../i18n/index.js';
import { postParcel, SavedNotice } from '../../../outbox/index.js';
import { maySayAnew, type Standing } from '../story/standing.js';
import { storyOf, type Story } from '../story/story.js';
import type { Glossary } from '../words/entry-words.js';
import './add-step.css';
import { correctionOf } from './correction.js';
import { KindChooser } from './kind-chooser.js';
import { STEP_FORMS } from './kinds/index.js';
import { STEP_KINDS } from './step-form.js';
import { StepFormView, type SavedStep } from './step-form-view.js';

interface AddStepProps {
  readonly view: ParcoursView;
  readonly story: Story;
  readonly standing: Standing;
  readonly glossary: Glossary;
  /** What the address asks for: a kind, the choice of one, or nothing. */
  readonly kind: string | undefined;
  readonly on: string | undefined;
  readonly onOpen: (kind: string, on?: string) => void;
  readonly onClose: () => void;
}

/** The sheet in which a step is logged: a kind, then its form; and, once it is closed, what was saved. */
export function AddStep({ view, story, standing, glossary, kind, on, onOpen, onClose }: AddStepProps) {
  const [saved, setSaved] = useState<SavedStep>();
  const mistake = kind === 'correction' ? view.entries.find(({ eventId }) => eventId === on) : undefined;
  // What may be said anew is judged as if the mistake had never been logged.
  const before = useMemo(
    () => (mistake === undefined ? story : storyOf(view.entries.filter((entry) => entry !== mistake))),
    [story, view.entries, mistake],
  );
  const ready = useMemo(() => {
    if (mistake !== undefined) return maySayAnew(mistake, standing) ? correctionOf(mistake) : undefined;
    const form = isKind(kind) ? STEP_FORMS[kind] : undefined;
    // A kind that the address asks for and that cannot be logged now leads to the choice, which says why.
    return form !== undefined && form.impossible(story, standing) === undefined ? form : undefined;
  }, [kind, mistake, story, standing]);
  const title = ready === undefined ? t('step.title') : t(`kind.${ready.kind}`);

  function onSaved(answer: CommandAnswer, saved: Pick<SavedStep, 'sentence' | 'structure'>, undoable: boolean) {
    setSaved({ ...saved, at: new Date(), eventIds: undoable ? answer.eventIds : [] });
    onClose();
    void queryClient.invalidateQueries({ queryKey: ['parcours', view.parcours.id] });
    void queryClient.invalidateQueries({ queryKey: ['cases'] });
  }

  function voidEntry(body: object, key: string) {
    const parcel = { parcoursId: view.parcours.id, path: '/parcours/{id}/steps/voids', body };
    const structure = saved?.structure;
    return postParcel({ ...parcel, ...(structure !== undefined && { structure }) }, key);
  }

  return (
    <>
      {saved !== undefined && (
        <SavedNotice
          key={saved.at.getTime()}
          saved={saved}
          onVoid={voidEntry}
          onTried={() => queryClient.invalidateQueries({ queryKey: ['parcours', view.parcours.id] })}
        />
      )}
      <ModalOverlay
        className="sheet-veil"
        isOpen={kind !== undefined}
        onOpenChange={(isOpen) => !isOpen && onClose()}
        isDismissable
      >
        <Modal className="sheet">
          <Dialog className="sheet-dialog" aria-label={title}>
            <header className="sheet-head">
              {ready !== undefined && (
                <button type="button" className="button button-quiet" onClick={() => onOpen('choisir')}>
                  <Icon name="back" />
                  <span className="sheet-back">{t('step.change')}</span>
                </button>
              )}
              <Heading slot="title" className="sheet-title">
                {title}
              </Heading>
              <button type="button" className="button button-quiet sheet-close" onClick={onClose}>
                <Icon name="close" />
                <span className="visually-hidden">{t('app.close')}</span>
              </button>
            </header>
            {ready === undefined ? (
              <KindChooser story={story} standing={standing} onChoose={(chosen) => onOpen(chosen)} />
            ) : (
              <StepFormView
                key={`${ready.kind} ${on ?? ''}`}
                form={ready}
                view={view}
                story={before}
                standing={standing}
                glossary={glossary}
                on={on}
                onSaved={onSaved}
                onClose={onClose}
              />
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

function isKind(kind: string | undefined): kind is (typeof STEP_KINDS)[number] {
  return (STEP_KINDS as readonly (string | undefined)[]).includes(kind);
}
