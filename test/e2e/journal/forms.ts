import type { NomenclatureCatalogue, NomenclatureName } from '@jalons/kernel';
import { resolved, type Document, type Schema } from './document.js';

/** What the fields of a form are filled with. */
export interface Fill {
  readonly today: string;
  /** For whatever is free text. */
  readonly text: string;
  /** An id for a field that wants one. */
  id(field: string): Promise<string>;
  /** Fields that are not filled as their schema says; `undefined` leaves one out. */
  readonly fixed: Readonly<Record<string, unknown>>;
}

/** Optional fields that only go with some other answer, or that are no text of somebody's. */
const LEFT_OUT = new Set(['noCommonLawReason', 'mobilisationLink', 'sourceLink', 'openingHours', 'birthName', 'email']);
const LIST = /^Codes? of the nomenclature ([a-z-]+)/;
const ENOUGH_FOR_TEXT = 100;

/** Whole objects whose fields depend on each other. */
const NESTED: Readonly<Record<string, (fill: Fill) => unknown>> = {
  QpvForm: () => ({ code: '2024-grand-mirail', evidence: 'declared' }),
  AppointmentWithForm: ({ text }) => ({ label: text }),
  NextActorForm: () => ({ kind: 'person' }),
  ExitProofForm: () => ({ kind: 'none' }),
};

/** Makes a form from its schema alone: required fields, and every field of free text. */
export class Forms {
  constructor(
    private readonly document: Document,
    private readonly codes: NomenclatureCatalogue,
  ) {}

  async of(form: Schema, fill: Fill): Promise<Record<string, unknown>> {
    const { schema } = resolved(this.document, form);
    const filled: Record<string, unknown> = {};
    for (const [field, own] of Object.entries(schema.properties ?? {})) {
      const wanted = schema.required?.includes(field) === true || this.isText(field, own);
      if (field in fill.fixed) filled[field] = fill.fixed[field];
      else if (wanted) filled[field] = await this.valueOf(field, own, fill);
    }
    return filled;
  }

  private async valueOf(field: string, given: Schema, fill: Fill): Promise<unknown> {
    const { name, schema } = resolved(this.document, given);
    const nested = NESTED[name];
    if (nested !== undefined) return nested(fill);
    if (schema.properties !== undefined) return this.of(schema, fill);
    if (schema.oneOf !== undefined) return this.valueOf(field, schema.oneOf.at(-1)!, fill);
    if (schema.enum !== undefined) return schema.enum[0];
    if (schema.format === 'uuid') return fill.id(field);
    if (schema.format === 'date') return fill.today;
    const [, list] = LIST.exec(schema.description ?? '') ?? [];
    if (schema.type === 'array') return list === undefined && schema.minItems ? [await fill.id(field)] : [];
    if (list !== undefined) return this.firstCode(list as NomenclatureName);
    if (schema.type === 'boolean') return true;
    if (schema.type === 'number' || schema.type === 'integer') return 2;
    return fill.text;
  }

  private isText(field: string, { type, maxLength = 0, enum: values }: Schema): boolean {
    return type === 'string' && values === undefined && maxLength >= ENOUGH_FOR_TEXT && !LEFT_OUT.has(field);
  }

  private firstCode(list: NomenclatureName): string {
    const { code } = this.codes.entries(list).find(({ validTo }) => validTo === null)!;
    return code;
  }
}
