// A process of its own that opens the embedded database, for the specs that kill it. Says on standard output, one JSON
// object a line: {port, pid} when ready, {message} of the supervisor, {error, text} when it could not open.
import { EmbeddedPostgresError, openEmbeddedDatabase } from '@jalons/database';

const folder = process.argv[2] ?? '';
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const { server, urls } = await openEmbeddedDatabase({
    folder,
    durable: false,
    onMessage: (message) => say({ message }),
  });
  process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
  // A postmaster of its own session does not keep this process alive.
  setInterval(() => {}, 60_000);
  say({ port: server.port, pid: server.pid, urls });
} catch (error) {
  say({ error: error instanceof EmbeddedPostgresError ? error.code : 'unexpected', text: String(error) });
  process.exitCode = 1;
}
