import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { canonicalJson } from '@jalons/event-log';
import { DomainError, type Problem } from '@jalons/kernel';
import type { z } from 'zod';
import { profileSchema, type Profile } from './profile.js';

/** Reads a profile from its JSON file. Throws DomainError naming each place that is wrong. */
export async function loadProfile(path: string): Promise<Profile> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new DomainError('not-found', 'profile-missing', 'Le profil d’import n’existe pas ou ne peut pas être lu.');
  });
  return parseProfile(text);
}

/** The same, from the text of the file. */
export function parseProfile(text: string): Profile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new DomainError('invalid', 'profile-not-json', 'Le profil d’import n’est pas un fichier JSON.');
  }
  const { success, data, error } = profileSchema.safeParse(content);
  if (!success) throw wrong(error.issues.map(problemOf));
  const problems = inconsistencies(data);
  if (problems.length > 0) throw wrong(problems);
  return data;
}

/** Tells two contents of profiles apart; for the record of an import. */
export function profileDigest(profile: Profile): string {
  return createHash('sha256').update(canonicalJson(profile)).digest('hex');
}

function wrong(problems: readonly Problem[]): DomainError {
  return new DomainError('invalid', 'profile-wrong', 'Le profil d’import est incorrect.', problems);
}

const SENTENCES: Readonly<Record<string, string>> = {
  unrecognized_keys: 'un champ n’existe pas',
  invalid_type: 'manque, ou n’est pas de la bonne nature',
  invalid_value: 'n’est pas une des valeurs possibles',
  invalid_union: 'n’a aucune des formes possibles',
  invalid_format: 'n’a pas la forme attendue',
  too_big: 'est trop long',
  too_small: 'est vide',
};

function problemOf(issue: z.core.$ZodIssue): Problem {
  const field = pointerOf(issue.path);
  const keys = issue.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : '';
  const message = `Profil, ${field} : ${SENTENCES[issue.code ?? ''] ?? 'est incorrect'}${keys}.`;
  return { field, code: 'profile-wrong', message };
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? '/' : path.map((step) => `/${String(step)}`).join('');
}

/** What the shape alone cannot tell: names that nothing bears, patterns that nobody can read. */
function inconsistencies(profile: Profile): Problem[] {
  const lookups = new Set(profile.files.filter(({ lookup }) => lookup !== undefined).map((file) => file.name));
  const problems: Problem[] = [];
  const wrongAt = (path: readonly PropertyKey[], sentence: string) => {
    const field = pointerOf(path);
    problems.push({ field, code: 'profile-wrong', message: `Profil, ${field} : ${sentence}.` });
  };
  const visit = (node: unknown, path: readonly PropertyKey[]): void => {
    if (Array.isArray(node)) node.forEach((each, index) => visit(each, [...path, index]));
    else if (typeof node === 'object' && node !== null) {
      const spec = node as Record<string, unknown>;
      const lookup = (spec['lookup'] as { in?: unknown } | undefined)?.in;
      if (typeof lookup === 'string' && !lookups.has(lookup)) {
        wrongAt([...path, 'lookup'], 'aucun fichier de ce nom n’est gardé pour être consulté');
      }
      if (typeof spec['codes'] === 'string' && !Object.hasOwn(profile.codes, spec['codes'])) {
        wrongAt([...path, 'codes'], 'cette table de codes n’existe pas');
      }
      if (typeof spec['match'] === 'string' && !isPattern(spec['match'])) {
        wrongAt([...path, 'match'], 'n’est pas une expression régulière');
      }
      for (const [field, member] of Object.entries(spec)) visit(member, [...path, field]);
    }
  };
  visit(profile.files, ['files']);
  profile.ignoredFiles.forEach((pattern, index) => {
    if (!isPattern(pattern)) wrongAt(['ignoredFiles', index], 'n’est pas une expression régulière');
  });
  return problems;
}

function isPattern(text: string): boolean {
  try {
    return RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
