import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { NomenclatureEntry } from '@jalons/kernel';

/** What the product speaks; French unless English is asked for before it. */
export type Language = 'fr' | 'en';

/** Reads `Accept-Language` (RFC 9110 § 12.5.4): the spoken language of the highest weight, French on a tie. */
export function languageOf(header: string | undefined): Language {
  const weights = new Map<string, number>();
  for (const range of (header ?? '').toLowerCase().split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const weight = quality === undefined ? 1 : Number(quality);
    const language = tag.split('-', 1)[0] ?? '';
    weights.set(language, Math.max(weights.get(language) ?? 0, Number.isFinite(weight) ? weight : 0));
  }
  const weightOf = (language: Language) => weights.get(language) ?? weights.get('*') ?? 0;
  return weightOf('en') > weightOf('fr') ? 'en' : 'fr';
}

/** The label of a value in a language; the French one where a list has no other. */
export function labelOf({ labelFr, labelEn }: NomenclatureEntry, language: Language): string {
  return language === 'en' && labelEn !== '' ? labelEn : labelFr;
}

/** Injects the {@link Language} of the request into a controller method. */
export const Spoken = createParamDecorator((_: unknown, context: ExecutionContext) =>
  languageOf(context.switchToHttp().getRequest<FastifyRequest>().headers['accept-language']),
);
