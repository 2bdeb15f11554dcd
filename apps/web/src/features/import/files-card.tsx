import { useId, useState } from 'react';
import { answer, ApiProblem, client, NoAnswer } from '../../api/index.js';
import { queryClient } from '../../app/index.js';
import { Icon } from '../../design/index.js';
import { locale, t } from '../../i18n/index.js';
import { sizeOf, type Import } from './import.js';
import { upload } from './upload.js';

/** A file on its way to the server. */
interface Sending {
  readonly key: string;
  readonly file: File;
  readonly share: number;
  readonly refused?: string;
}

/** The files of an import: given by choosing or dropping them, sent as they are, taken away again. */
export function FilesCard({ data }: { readonly data: Import }) {
  const input = useId();
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const [over, setOver] = useState(false);
  const mayAdd = data.actions.includes('upload');

  async function send(item: Pick<Sending, 'key' | 'file'>) {
    const change = (next: Partial<Sending>) =>
      setSending((all) => all.map((each) => (each.key === item.key ? { ...each, ...next } : each)));
    const { refused: _, ...fresh } = { ...item, share: 0, refused: '' };
    setSending((all) => [...all.filter(({ key }) => key !== item.key), fresh]);
    try {
      await upload(data.id, item.file, item.key, (share) => change({ share }));
      await queryClient.invalidateQueries({ queryKey: ['imports'] });
      setSending((all) => all.filter(({ key }) => key !== item.key));
    } catch (error) {
      if (!(error instanceof ApiProblem) && !(error instanceof NoAnswer)) throw error;
      change({ refused: error.message });
    }
  }
  function give(files: FileList | null) {
    for (const file of files ?? []) void send({ key: crypto.randomUUID(), file });
  }
  async function remove(file: string) {
    await answer(client.DELETE('/imports/{id}/files/{file}', { params: { path: { id: data.id, file } } }));
    await queryClient.invalidateQueries({ queryKey: ['imports'] });
  }

  return (
    <section className="card stack" aria-labelledby={`${input}-title`}>
      <h2 id={`${input}-title`}>{t('import.files')}</h2>
      {mayAdd && (
        // Dropping is a shortcut for the mouse; the field inside is the way for everyone.
        <div
          className={over ? 'imports-drop imports-drop-over' : 'imports-drop'}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            give(event.dataTransfer.files);
          }}
        >
          <label htmlFor={input} className="button">
            <Icon name="upload" />
            {t('import.choose')}
          </label>
          <input
            id={input}
            type="file"
            multiple
            accept=".csv,.tsv,.txt,.xlsx,.ods"
            aria-describedby={`${input}-help`}
            onChange={({ target }) => {
              give(target.files);
              target.value = '';
            }}
          />
          <p className="quiet small" id={`${input}-help`}>
            {t('import.chooseHelp')}
          </p>
        </div>
      )}
      {data.files.length + sending.length > 0 && (
        <ul className="imports-files">
          {data.files.map(({ id, name, bytes }) => (
            <li key={id}>
              <span>
                <b>{name}</b> <span className="quiet small">{sizeOf(bytes, locale)}</span>
              </span>
              {mayAdd && (
                <button
                  type="button"
                  className="link-button"
                  aria-label={`${t('import.remove')} : ${name}`}
                  onClick={() => void remove(id)}
                >
                  {t('import.remove')}
                </button>
              )}
            </li>
          ))}
          {sending.map(({ key, file, share, refused }) => (
            <li key={key}>
              <span>
                <b>{file.name}</b> <span className="quiet small">{refused === undefined && t('import.sending')}</span>
                {refused !== undefined && (
                  <span className="field-error" role="alert">
                    {refused}
                  </span>
                )}
              </span>
              {refused === undefined ? (
                <progress max={1} value={share} aria-label={`${t('import.sending')} : ${file.name}`} />
              ) : (
                <button type="button" className="link-button" onClick={() => void send({ key, file })}>
                  {t('app.retry')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
