import { acting, NoAnswer, problemOf } from '../../api/index.js';
import { locale, t } from '../../i18n/index.js';

/**
 * Sends one file as it is. `fetch` tells nothing of how far a body has gone; this does, from 0 to 1.
 * Rejects with the refusal, or with {@link NoAnswer} where nothing came back: the same key sends it again, once.
 */
export function upload(importId: string, file: File, key: string, onProgress: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/imports/${importId}/files`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Accept-Language', locale);
    request.setRequestHeader('Idempotency-Key', key);
    for (const [name, value] of Object.entries(acting.headers())) request.setRequestHeader(name, value);
    request.setRequestHeader('Jalons-File-Name', encodeURIComponent(file.name));
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total));
    request.addEventListener('error', () => reject(new NoAnswer(t('save.noAnswer'))));
    request.addEventListener('load', () => {
      if (request.status < 300) return resolve();
      const fallback = t('save.noDetail', { status: String(request.status) });
      reject(problemOf(request.status, parsed(request.responseText), fallback));
    });
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
