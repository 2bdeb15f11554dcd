import { readFile } from 'node:fs/promises';
import { checkRuleSet, loadRuleSet, type RuleSet } from '@jalons/dropout-risk';
import { DomainError, type Uuid } from '@jalons/kernel';
import type { BackTests } from '@jalons/runtime';

/** Reads the rules that an option names: those that ship, a version of the territory's, or a file. */
export async function rulesNamed(
  name: string,
  backTests: Pick<BackTests, 'version'>,
  territory: Uuid | undefined,
): Promise<RuleSet> {
  if (name === 'default') return loadRuleSet();
  if (/^\d{1,6}$/.test(name)) return backTests.version(Number(name), territory);
  return checkRuleSet(await contentOf(name));
}

async function contentOf(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new DomainError('not-found', 'rules-file-unreadable', `Le fichier de règles ${file} ne peut être lu.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError('invalid', 'rules-file-malformed', `${file} n’est pas un fichier JSON.`);
  }
}
