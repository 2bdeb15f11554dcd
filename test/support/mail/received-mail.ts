/** A mail as a server took it, read apart: enough of RFC 5322 and MIME for what the product writes. */
export interface ReceivedMail {
  readonly to: readonly string[];
  readonly raw: string;
  /** By name in lower case, unfolded, encoded words read. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
}

export function readMail(to: readonly string[], raw: Buffer): ReceivedMail {
  const source = raw.toString('latin1');
  const { headers, body } = split(source);
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1];
  const parts = boundary === undefined ? [source] : body.split(`--${boundary}`).slice(1, -1);
  const of = (type: string) =>
    parts
      .map((part) => split(part.replace(/^\r\n/, '')))
      .find((part) => part.headers.get('content-type')?.startsWith(type));
  return { to, raw: source, headers, text: decoded(of('text/plain')), html: decoded(of('text/html')) };
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

function split(source: string): Part {
  const at = source.indexOf('\r\n\r\n');
  const lines = source
    .slice(0, at)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), words(line.slice(colon + 1).trim())] as const;
  });
  return { headers: new Map(headers), body: source.slice(at + 4) };
}

function decoded(part: Part | undefined): string {
  if (part === undefined) return '';
  switch (part.headers.get('content-transfer-encoding')) {
    case 'quoted-printable':
      return quotedPrintable(part.body.replaceAll('=\r\n', '')).replaceAll('\r\n', '\n');
    case 'base64':
      return Buffer.from(part.body, 'base64').toString('utf8');
    default:
      return Buffer.from(part.body, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
  }
}

function quotedPrintable(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Encoded words of RFC 2047. */
function words(value: string): string {
  return value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quotedPrintable(word.replaceAll('_', ' ')),
    );
}
