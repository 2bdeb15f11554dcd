import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { BackupError } from './backup-error.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM over a text, as `iv | tag | ciphertext` in base64.
 * @param boundTo what the text is and where it stands: a piece moved elsewhere does not open
 */
export function sealText(key: Uint8Array, boundTo: string, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(boundTo));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), ciphertext]).toString('base64');
}

/** The text that {@link sealText} sealed; throws BackupError where key, place or bytes are not those. */
export function openText(key: Uint8Array, boundTo: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(boundTo));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new BackupError('Cette sauvegarde a été modifiée, ou ne va pas avec ce fichier de clés.');
  }
}
