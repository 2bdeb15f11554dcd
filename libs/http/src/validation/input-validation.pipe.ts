import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { DomainError, type Problem } from '@jalons/kernel';
import { codeOf, frenchMessage } from './french-messages.js';
import { escapePointer, findUnstorable } from './unstorable.js';

/** More than this says nothing new to the reader, and a hostile body could name thousands. */
const MAX_PROBLEMS = 50;

/** Checks every input against its class: unknown fields refused, each problem named by JSON pointer, in French. */
@Injectable()
export class InputValidationPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) => inputRefused(errors.flatMap((error) => problemsOf(error, ''))),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'custom') {
      const unstorable = findUnstorable(value, metadata.type === 'body' ? '' : pointerOf(metadata));
      if (unstorable) throw inputRefused([unstorable]);
    }
    return super.transform(value, metadata);
  }
}

/** The refusal of an input whose fields are to be mended. */
export function inputRefused(problems: readonly Problem[]): DomainError {
  return new DomainError(
    'invalid',
    'invalid-input',
    'Certains champs sont à corriger.',
    problems.slice(0, MAX_PROBLEMS),
  );
}

function problemsOf(error: ValidationError, parent: string): Problem[] {
  const field = `${parent}/${escapePointer(error.property ?? '')}`;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, original]) => ({
    field,
    code: codeOf(constraint),
    message: frenchMessage(constraint, original),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, field))];
}

function pointerOf(metadata: ArgumentMetadata): string {
  return metadata.data === undefined ? '' : `/${escapePointer(metadata.data)}`;
}
