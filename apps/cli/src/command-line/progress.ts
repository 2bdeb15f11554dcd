/** Rewrites one line of a terminal; says nothing where standard error is no terminal. */
export function progressOf(label: string): {
  readonly tell: (count: number, of?: number | null) => void;
  readonly end: () => void;
} {
  const { stderr } = process;
  if (!stderr.isTTY) return { tell: () => {}, end: () => {} };
  return {
    tell: (count, of = null) =>
      stderr.write(
        `\r\u001B[K${label} ${count.toLocaleString('fr-FR')}${of === null ? '' : ` sur ${of.toLocaleString('fr-FR')}`}`,
      ),
    end: () => stderr.write('\r\u001B[K'),
  };
}

/** Of read models that are folded together: how many events, once for each of them. */
export function foldedProgress(): { readonly tell: (events: number) => void; readonly end: () => void } {
  const { tell, end } = progressOf('Événements repris, toutes tables confondues :');
  let count = 0;
  return { tell: (events) => tell((count += events)), end };
}
