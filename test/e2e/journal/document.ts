/** What is read of the OpenAPI document: enough to call every route that it has. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly maxLength?: number;
  readonly minItems?: number;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

/** One route of the document. */
export interface DocumentedRoute {
  /** As the route × role table names it: `GET /api/v1/parcours/:id`. */
  readonly name: string;
  readonly method: string;
  /** Below /api/v1, with `{id}`. */
  readonly path: string;
  readonly query: readonly Parameter[];
  readonly form: Schema | undefined;
  /** It takes a file as it is. */
  readonly takesFile: boolean;
}

const ROOT = '/api/v1';

export function routesOf({ paths }: Document): readonly DocumentedRoute[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([verb, { parameters = [], requestBody }]) => ({
      name: `${verb.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      method: verb.toUpperCase(),
      path: path.slice(ROOT.length),
      query: parameters.filter(({ in: place }) => place === 'query'),
      form: requestBody?.content['application/json']?.schema,
      takesFile: requestBody?.content['application/octet-stream'] !== undefined,
    })),
  );
}

/** The schema itself, behind its references; with the name it is known by. */
export function resolved(document: Document, schema: Schema): { readonly name: string; readonly schema: Schema } {
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (reference === undefined) return { name: '', schema };
  const name = reference.split('/').at(-1)!;
  const found = document.components.schemas[name];
  if (found === undefined) throw new Error(`the document has no schema ${name}`);
  return { name, schema: found };
}
