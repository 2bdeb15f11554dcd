/** A backup that cannot be written, read or restored; the message is for the person at the terminal, in French. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
