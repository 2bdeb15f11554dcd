import { readFileSync } from 'node:fs';
import pg from 'pg';
import { appendStatement } from '../../../libs/event-log/src/postgres/append-statement.js';
import { startBenchServer } from '../support/server.js';
import { median } from '../support/rounds.js';
import { Raw } from '../log/raw.js';
import { newStream, sealedEvent } from '../log/sample.js';
const mk = (n: number) =>
  Array.from({ length: n }, () => {
    const stream = newStream();
    return { stream, expected: 'none' as const, events: [sealedEvent(stream)] };
  });
const cpu = (pid: number) => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e3;
export async function run([rounds = '5', size = '32']: string[]): Promise<void> {
  const server = await startBenchServer();
  const open = async (setup = '', url = server.urls.worker) => {
    const c = new pg.Client({ connectionString: url });
    c.on('error', () => {});
    await c.connect();
    if (setup) await c.query(setup);
    const { rows } = await c.query('select pg_backend_pid() p');
    return { c, pid: rows[0].p as number };
  };
  const admin = (await open('', server.urls.admin)).c;
  const def: string = (await admin.query(`SELECT pg_get_functiondef('log.append'::regproc) d`)).rows[0].d;
  const make = async (name: string, edit: (d: string) => string) => {
    if (name === 'merged') console.log(edit(def));
  await admin.query(edit(def).replace('log.append(', `log.append_${name}(`));
    await admin.query(
      `ALTER FUNCTION log.append_${name} OWNER TO jalons_owner; GRANT EXECUTE ON FUNCTION log.append_${name} TO public`,
    );
  };

  const sub = (d: string) =>
    d.replace(
      /INSERT INTO log\.events[\s\S]*?;/,
      `INSERT INTO log.events (position, recorded_at, revision, schema_version, event_id, key_id, stream, type, digest, ciphertext)
      SELECT head + k, v_recorded_at, p_revisions[k], p_schema_versions[k], p_event_ids[k], p_key_ids[k], p_event_streams[k], p_types[k], p_digests[k], p_ciphertexts[k]
        FROM generate_series(1, cardinality(p_event_ids)) k;`,
    );
  const subchk = (d: string) =>
    sub(d).replace(
      /OR EXISTS \([\s\S]*?THEN/,
      `OR EXISTS (
       SELECT FROM generate_series(1, cardinality(p_streams)) k
        WHERE (SELECT e.position FROM log.events e WHERE e.stream = p_streams[k] AND e.revision = p_expected[k] + 1 LIMIT 1) IS NOT NULL
           OR p_expected[k] >= 0
              AND (SELECT e.position FROM log.events e WHERE e.stream = p_streams[k] AND e.revision = p_expected[k] LIMIT 1) IS NULL)
     OR EXISTS (
       SELECT FROM generate_series(1, cardinality(p_event_ids)) k
        WHERE (SELECT e.position FROM log.events e WHERE e.event_id = p_event_ids[k] LIMIT 1) IS NOT NULL)
  THEN`,
    );

  const merged = (d: string) => d.replace(/IF p_repeats[\s\S]*?THEN\s+SELECT s\.head/, 'IF v_last IS NULL THEN\n SELECT s.head').replace('  IF v_last IS NULL', `  IF NOT p_repeats THEN
    INSERT INTO log.events (position, recorded_at, revision, schema_version, event_id, key_id, stream, type, digest, ciphertext)
      SELECT head + k, v_recorded_at, p_revisions[k], p_schema_versions[k], p_event_ids[k], p_key_ids[k], p_event_streams[k], p_types[k], p_digests[k], p_ciphertexts[k]
        FROM generate_series(1, cardinality(p_event_ids)) k
       WHERE NOT EXISTS (
       SELECT FROM generate_series(1, cardinality(p_streams)) k
        WHERE (SELECT e.position FROM log.events e WHERE e.stream = p_streams[k] AND e.revision = p_expected[k] + 1 LIMIT 1) IS NOT NULL
           OR p_expected[k] >= 0
              AND (SELECT e.position FROM log.events e WHERE e.stream = p_streams[k] AND e.revision = p_expected[k] LIMIT 1) IS NULL)
        AND NOT EXISTS (
       SELECT FROM generate_series(1, cardinality(p_event_ids)) k
        WHERE (SELECT e.position FROM log.events e WHERE e.event_id = p_event_ids[k] LIMIT 1) IS NOT NULL);
    IF FOUND THEN v_last := head + cardinality(p_event_ids); END IF;
  END IF;
  IF v_last IS NULL`).replace(/ELSE\s+INSERT INTO log\.events[\s\S]*?v_last := head \+ cardinality\(p_event_ids\);\s+END IF;/, 'END IF;');
  const edits: Record<string, (d: string) => string> = { same: (d) => d, sub, subchk, merged };
  for (const [n, e] of Object.entries(edits)) await make(n, e);
  const variants: [string, { c: pg.Client; pid: number }][] = [];
  for (const n of Object.keys(edits))
    variants.push([n, await open('', n === 'nosecdef' ? server.urls.admin : server.urls.worker)]);
  const res = new Map<string, number[][]>();
  const n = Number(size);
  await Raw.prepare(server.urls.admin);
  variants.push(['raw', await open('', server.urls.admin)]);
  variants.push(['raw async', await open('SET synchronous_commit = off', server.urls.admin)]);
  variants.push(['same async', await open('SET synchronous_commit = off')]);
  const RAW = `INSERT INTO bench.events (stream, revision, event_id, type, schema_version, key_id, digest, ciphertext) SELECT * FROM unnest($1::text[], $2::int[], $3::uuid[], $4::text[], $5::int[], $6::uuid[], $7::bytea[], $8::bytea[])`;

  for (let r = -1; r < Number(rounds); r++)
    for (const [name, { c, pid }] of variants) {
      const times: number[] = [];
      const reqs = Array.from({ length: 300 }, () => appendStatement(mk(n)));
      const c0 = cpu(pid);
      for (const st of reqs) {
        const t1 = performance.now();
        await (name.startsWith('raw')
          ? c.query({ name: 'r', text: RAW, values: st.values.slice(3, 11) })
          : c.query({ ...st, name: 'x', text: st.text.replace('log.append(', `log.append_${name.split(' ')[0]}(`) }));
        times.push(performance.now() - t1);
      }
      if (r >= 0) (res.get(name) ?? res.set(name, []).get(name)!).push([median(times) * 1000, (cpu(pid) - c0) / 300]);
    }
  for (const [k, v] of res)
    console.log(
      k.padEnd(14),
      'rtt',
      median(v.map((x) => x[0]!)).toFixed(0),
      'pg cpu',
      median(v.map((x) => x[1]!)).toFixed(0),
    );
  await server.stop();
  process.exit(0);
}
