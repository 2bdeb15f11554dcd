import { createInflateRaw } from 'node:zlib';
import { FileError } from './file-error.js';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const [END_BYTES, ENTRY_BYTES, LOCAL_BYTES] = [22, 46, 30];
const LONGEST_COMMENT = 65_535;
/** Where a count, the length or the place of the directory says this, a ZIP64 directory elsewhere stands for this one. */
const [ELSEWHERE_16, ELSEWHERE_32] = [0xffff, 0xffffffff];

/** What a workbook may hold once unpacked: some 300 000 rows of 15 columns. Beyond, a CSV is read at any size. */
const MAX_UNPACKED = 256 * 1024 * 1024;

/**
 * Unpacks every part of a workbook to nowhere, counting: what the archive says of its own sizes proves nothing. Throws
 * {@link FileError} for an archive that is cut, damaged, or grows beyond what is read in memory.
 */
export async function guardZip(archive: Buffer, name: string): Promise<void> {
  let unpacked = 0;
  for (const { method, start, size } of entriesOf(archive, name)) {
    const packed = archive.subarray(start, start + size);
    if (method === 0) unpacked += packed.length;
    else if (method === 8) unpacked += await inflatedSize(packed, MAX_UNPACKED - unpacked, name);
    else throw damaged(name);
    if (unpacked > MAX_UNPACKED) throw tooLarge(name);
  }
}

interface Entry {
  readonly method: number;
  readonly start: number;
  readonly size: number;
}

function* entriesOf(archive: Buffer, name: string): Generator<Entry> {
  const end = endOfDirectory(archive);
  if (end === -1) {
    const sentence = 'ce classeur est incomplet. Copiez-le ou enregistrez-le à nouveau.';
    throw new FileError(name, 'file-truncated', sentence);
  }
  // Whoever reads it then would read other parts than those that are looked at here; none so small needs that.
  const counts = [8, 10].map((offset) => archive.readUInt16LE(end + offset));
  const spans = [12, 16].map((offset) => archive.readUInt32LE(end + offset));
  if (counts.includes(ELSEWHERE_16) || spans.includes(ELSEWHERE_32)) throw zip64(name);
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > archive.length || archive.readUInt32LE(at) !== ENTRY) throw damaged(name);
    const size = archive.readUInt32LE(at + 20);
    const local = archive.readUInt32LE(at + 42);
    if (local + LOCAL_BYTES > archive.length) throw damaged(name);
    const start = local + LOCAL_BYTES + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    if (start + size > archive.length) throw damaged(name);
    yield { method: archive.readUInt16LE(at + 10), start, size };
    at += ENTRY_BYTES + [28, 30, 32].reduce((sum, offset) => sum + archive.readUInt16LE(at + offset), 0);
  }
}

function endOfDirectory(archive: Buffer): number {
  const earliest = Math.max(0, archive.length - END_BYTES - LONGEST_COMMENT);
  for (let at = archive.length - END_BYTES; at >= earliest; at -= 1) {
    if (archive.readUInt32LE(at) === END) return at;
  }
  return -1;
}

async function inflatedSize(packed: Buffer, room: number, name: string): Promise<number> {
  const inflate = createInflateRaw();
  inflate.end(packed);
  let bytes = 0;
  try {
    for await (const chunk of inflate) {
      bytes += (chunk as Buffer).length;
      if (bytes > room) throw tooLarge(name);
    }
  } catch (error) {
    throw error instanceof FileError ? error : damaged(name);
  }
  return bytes;
}

function damaged(name: string): FileError {
  return new FileError(name, 'workbook-unreadable', 'ce classeur est abîmé. Enregistrez-le à nouveau au format .xlsx.');
}

function zip64(name: string): FileError {
  const sentence =
    'ce classeur est écrit comme une très grande archive (ZIP64). Ouvrez-le et enregistrez-le à nouveau au format .xlsx.';
  return new FileError(name, 'workbook-unreadable', sentence);
}

function tooLarge(name: string): FileError {
  const sentence = 'ce classeur est trop grand une fois ouvert. Enregistrez-le au format CSV, lu à toute taille.';
  return new FileError(name, 'workbook-too-large', sentence);
}
