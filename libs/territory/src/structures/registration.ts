/** The command of a form, its date apart; a SIRET is often pasted with spaces. */
export function registration({ name, kind, siret }: { name: string; kind: string; siret?: string }) {
  const digits = siret?.replaceAll(/\s/g, '');
  return { type: 'RegisterStructure', name, kind, ...(digits !== undefined && { siret: digits }) } as const;
}
