import { NOMENCLATURES, type NomenclatureName } from '@jalons/kernel';
import { z } from 'zod';

/** How a source writes its days; several may be tried in turn. */
export const DATE_FORMATS = ['iso', 'french', 'american', 'compact', 'excel'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

const name = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);
const column = z.string().min(1).max(200);

/** What a cell, or several, come to; a plain text is the name of a column. See docs/reference/import-profiles.md. */
export type ValueSpec = string | ComputedSpec;

/** One origin (`column`, `constant`, `lookup`, `firstOf`, `template` or `of`), then the changes, in this order. */
export interface ComputedSpec {
  readonly column?: string | undefined;
  readonly constant?: string | number | boolean | undefined;
  readonly lookup?: { readonly in: string; readonly key: ValueSpec; readonly take: string } | undefined;
  readonly firstOf?: readonly ValueSpec[] | undefined;
  readonly template?: string | undefined;
  readonly with?: Readonly<Record<string, ValueSpec>> | undefined;
  readonly of?: ValueSpec | undefined;
  readonly json?: string | undefined;
  readonly match?: string | undefined;
  readonly take?: string | undefined;
  readonly codes?: string | undefined;
  /** A list of the product: cells hold its codes or its French labels. */
  readonly list?: NomenclatureName | undefined;
  readonly fold?: true | undefined;
  readonly date?: true | undefined;
  readonly plusDays?: ValueSpec | undefined;
  /** What it comes to where the cell says 9999-12-31, for want of an end. */
  readonly noEnd?: ValueSpec | undefined;
  readonly as?: 'integer' | 'number' | 'boolean' | 'time' | undefined;
}

/**
 * Names another row of the source by its key, the entry of a type that is in force in the parcours, or a structure by
 * its id or its key.
 */
export interface ReferenceSpec {
  readonly step?: ValueSpec | readonly ValueSpec[] | undefined;
  readonly in?: string | undefined;
  readonly current?: string | undefined;
  readonly structure?: ValueSpec | readonly ValueSpec[] | undefined;
}

/** The data of an event: numbers and booleans as they are, texts as names of columns, objects and lists of these. */
export type DataSpec =
  ValueSpec | ReferenceSpec | number | boolean | readonly DataSpec[] | { readonly [field: string]: DataSpec };

const NAMES = ['step', 'current', 'structure'] as const;
const ORIGINS = ['column', 'constant', 'lookup', 'firstOf', 'template', 'of'] as const;

export function isValue(spec: DataSpec): spec is ValueSpec {
  if (typeof spec === 'string') return true;
  return typeof spec === 'object' && !Array.isArray(spec) && ORIGINS.some((origin) => Object.hasOwn(spec, origin));
}

export function isReference(spec: DataSpec): spec is ReferenceSpec {
  return typeof spec === 'object' && !Array.isArray(spec) && NAMES.some((own) => Object.hasOwn(spec, own));
}

const value: z.ZodType<ValueSpec> = z.lazy(() => z.union([column, computed]));
const computed: z.ZodType<ComputedSpec> = z.lazy(() =>
  z
    .strictObject({
      column: column.optional(),
      constant: z.union([z.string(), z.number(), z.boolean()]).optional(),
      lookup: z.strictObject({ in: name, key: value, take: column }).optional(),
      firstOf: z.array(value).min(1).optional(),
      template: z.string().max(500).optional(),
      with: z.record(z.string(), value).optional(),
      of: value.optional(),
      json: z.string().optional(),
      match: z.string().max(500).optional(),
      take: z.string().max(500).optional(),
      codes: name.optional(),
      list: z.enum(NOMENCLATURES).optional(),
      fold: z.literal(true).optional(),
      date: z.literal(true).optional(),
      plusDays: value.optional(),
      noEnd: value.optional(),
      as: z.enum(['integer', 'number', 'boolean', 'time']).optional(),
    })
    .refine((spec) => ORIGINS.filter((origin) => spec[origin] !== undefined).length === 1),
);

const reference: z.ZodType<ReferenceSpec> = z.union([
  z.strictObject({ step: z.union([value, z.array(value).min(1)]), in: name }),
  z.strictObject({ current: z.string() }),
  z.strictObject({ structure: z.union([value, z.array(value).min(1)]) }),
]);

const fields = z
  .record(
    z.string(),
    z.lazy(() => data),
  )
  // A value with a slip must not pass for an object of the data.
  .refine((spec) => [...ORIGINS, ...NAMES].every((own) => !Object.hasOwn(spec, own)));
const data: z.ZodType<DataSpec> = z.lazy(() =>
  z.union([z.number(), z.boolean(), value, reference, z.array(data), fields]),
);

const condition = z.strictObject({
  value,
  in: z.array(z.string()).min(1).optional(),
  notIn: z.array(z.string()).min(1).optional(),
  present: z.boolean().optional(),
});
export type ConditionSpec = z.infer<typeof condition>;

/**
 * What becomes of a row that cannot be imported as it is. `prior-history` keeps a step from before the opening, said so;
 * `quarantine` and `refuse` both leave it out of the log: the first waits for a decision, the second is final.
 */
const fate = z.enum(['quarantine', 'refuse', 'ignore']);
export type Fate = z.infer<typeof fate>;

/** Anomalies of one row, beside those of its cells. */
export const ANOMALIES = [
  'cell-missing',
  'cell-not-a-date',
  'cell-day-out-of-range',
  'cell-not-a-number',
  'cell-unknown-code',
  'cell-wrong-shape',
  'cell-refused',
  'in-the-future',
  'nir-forbidden',
  'row-cut',
  'row-too-long',
  'too-many-rows',
  'key-repeated',
  'without-opening',
  'before-opening',
  'after-exit',
  'second-exit',
  'contradiction',
  'reference-unknown',
  'overlap-refused',
  'under-minimum-age',
  'person-erased',
  'parcours-of-another-person',
  'structure-unknown',
  'structure-not-yours',
  'corrected-by-hand',
  'row-not-understood',
  'processing-restricted',
  'sharing-stopped',
] as const;
export type Anomaly = (typeof ANOMALIES)[number];

const fates = z.partialRecord(z.enum(ANOMALIES), fate);

const keyed = z.union([value, z.array(value).min(1)]);

const common = {
  record: name,
  when: z.array(condition).optional(),
  knownOn: value.optional(),
  updatedOn: value.optional(),
  anomalies: fates.optional(),
};

const personRecord = z.strictObject({
  ...common,
  of: z.literal('person'),
  person: keyed,
  registeredOn: value.optional(),
  structure: keyed.optional(),
  data: fields,
  identifiers: z.array(z.strictObject({ system: z.string().min(1).max(60), value })).optional(),
  /** Answers to criteria of the publics: `answer` comes to yes, no, refused or unknown. */
  criteria: z
    .array(z.strictObject({ criterion: name, answer: value, on: value.optional(), proof: value.optional() }))
    .optional(),
});

const structureRecord = z.strictObject({
  record: name,
  of: z.literal('structure'),
  structure: keyed,
  when: z.array(condition).optional(),
  anomalies: fates.optional(),
  name: value,
  kind: value,
});

const stepRecord = z.strictObject({
  ...common,
  of: z.literal('step'),
  event: z.string(),
  /** Rows of one space share their keys: a row whose kind changes under the same key is a change of that row. */
  space: name.optional(),
  /** Without one, a parcours has one row of this record. */
  key: keyed.optional(),
  parcours: keyed,
  person: keyed.optional(),
  structure: keyed.optional(),
  occurredOn: value,
  time: value.optional(),
  data: fields,
  /** May be recorded as prior history where it precedes the opening. */
  priorHistory: z.boolean().optional(),
  /** What it becomes where the parcours had ended: another event, of those that may follow an exit. */
  afterExit: z.strictObject({ event: z.string(), data: fields }).optional(),
});

export type PersonRecord = z.infer<typeof personRecord>;
export type StructureRecord = z.infer<typeof structureRecord>;
export type StepRecord = z.infer<typeof stepRecord>;
export type RecordSpec = PersonRecord | StructureRecord | StepRecord;

const code = z.union([z.string(), z.null(), z.strictObject({ value: z.union([z.string(), z.null()]), flag: name })]);
export type CodeSpec = z.infer<typeof code>;

const nomenclatureValue = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/),
  labelFr: z.string().min(1).max(200),
  labelEn: z.string().min(1).max(200),
});
export type NomenclatureValue = z.infer<typeof nomenclatureValue>;

const fileSpec = z.strictObject({
  name,
  /** Columns by which a file is known to be this one; a file that lacks one of them is not. */
  requires: z.array(column).min(1),
  /** Kept in memory, to be looked up from other files. */
  lookup: z.strictObject({ key: column, keep: z.array(column).min(1) }).optional(),
  /** The column that says what a row is: one that no record takes is wrong there. Without it, such rows are ignored. */
  kind: column.optional(),
  /** Rows that the source itself says are not to be read. */
  skipWhen: z.array(condition).optional(),
  records: z.array(z.discriminatedUnion('of', [personRecord, structureRecord, stepRecord])).default([]),
});
export type FileSpec = z.infer<typeof fileSpec>;

const policy = z.enum(['territory', 'refuse', 'flag']);

/** A declarative mapping of a foreign format onto the events of this product. */
export const profileSchema = z.strictObject({
  format: z.literal('jalons-import-profile/1'),
  /** Rows are known by source and key: two profiles of one source speak of the same rows. */
  source: name,
  version: z.number().int().positive(),
  title: z.strictObject({ fr: z.string().min(1).max(200), en: z.string().min(1).max(200) }),
  dates: z.array(z.enum(DATE_FORMATS)).min(1).default(['iso', 'french']),
  codes: z.record(name, z.record(z.string(), code)).default({}),
  /** Values that the territory adds to the lists of the product. */
  nomenclatures: z.partialRecord(z.enum(NOMENCLATURES), z.array(nomenclatureValue)).default({}),
  policies: z
    .strictObject({
      overlap: policy.default('territory'),
      minimumAge: policy.default('territory'),
      anomalies: fates.default({}),
    })
    .default({ overlap: 'territory', minimumAge: 'territory', anomalies: {} }),
  /** The structure of a row that names none. */
  structure: z.strictObject({ name: z.string().min(1).max(200), kind: z.string() }).optional(),
  /** Titles or file names of the format that hold nothing to import, as regular expressions. */
  ignoredFiles: z.array(z.string().max(2_000)).default([]),
  files: z.array(fileSpec).min(1),
});

export type Profile = z.infer<typeof profileSchema>;
export type { NomenclatureName };
