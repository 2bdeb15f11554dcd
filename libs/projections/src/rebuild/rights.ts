import type pg from 'pg';

/** $1 qualified table: everything that says who may do what with it, as one text. */
const RIGHTS = `
  SELECT json_build_object(
    'owner', class.relowner::regrole, 'enabled', class.relrowsecurity, 'forced', class.relforcerowsecurity,
    'grants', (SELECT json_agg(json_build_array(acl.grantee::regrole, acl.privilege_type, acl.is_grantable)
                               ORDER BY acl.grantee::regrole::text, acl.privilege_type)
                 FROM aclexplode(coalesce(class.relacl, acldefault('r', class.relowner))) acl),
    'columns', (SELECT json_agg(json_build_array(attribute.attname, acl.grantee::regrole, acl.privilege_type)
                                ORDER BY attribute.attname, acl.grantee::regrole::text, acl.privilege_type)
                  FROM pg_attribute attribute, aclexplode(attribute.attacl) acl
                 WHERE attribute.attrelid = class.oid AND attribute.attnum > 0),
    'policies', (SELECT json_agg(json_build_array(policy.polname, policy.polcmd, policy.polpermissive,
                                   (SELECT json_agg(role::regrole::text ORDER BY role::regrole::text)
                                      FROM unnest(policy.polroles) role),
                                   pg_get_expr(policy.polqual, class.oid), pg_get_expr(policy.polwithcheck, class.oid))
                                 ORDER BY policy.polname)
                   FROM pg_policy policy WHERE policy.polrelid = class.oid))::text AS rights
    FROM pg_class class WHERE class.oid = $1::regclass`;

/** Owner, grants, policies and whether they are in force: equal texts are equal rights. */
export async function rightsOf(client: pg.ClientBase, qualified: string): Promise<string> {
  const { rows } = await client.query<{ rights: string }>(RIGHTS, [qualified]);
  return rows[0]!.rights;
}

/**
 * $1 qualified tables: views, functions, foreign keys and policies of others that were bound to them when they were made
 * and would stay with them in \`retired\`.
 */
const BOUND = `
  WITH own AS (SELECT unnest($1::text[])::regclass AS oid)
  SELECT pg_describe_object(dependent.classid, dependent.objid, 0) AS object
    FROM pg_depend dependent JOIN own ON own.oid = dependent.refobjid
   WHERE dependent.refclassid = 'pg_class'::regclass
     AND (dependent.classid IN ('pg_rewrite'::regclass, 'pg_proc'::regclass)
          OR (dependent.classid = 'pg_policy'::regclass
              AND NOT EXISTS (SELECT FROM pg_policy JOIN own ON own.oid = polrelid WHERE pg_policy.oid = dependent.objid))
          OR (dependent.classid = 'pg_constraint'::regclass
              AND NOT EXISTS (SELECT FROM pg_constraint JOIN own ON own.oid = conrelid
                               WHERE pg_constraint.oid = dependent.objid)))
   ORDER BY object LIMIT 1`;

/** Names the first thing bound to one of the tables; null where nothing is. */
export async function boundObject(client: pg.ClientBase, tables: readonly string[]): Promise<string | null> {
  const { rows } = await client.query<{ object: string }>(BOUND, [tables]);
  return rows[0]?.object ?? null;
}
