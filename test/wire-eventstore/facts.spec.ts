import { eventStoreFacts } from './facts.js';
import { WireServer } from './server.js';

eventStoreFacts('the wire-level test server', async () => {
  const server = await WireServer.start();
  return { address: `127.0.0.1:${server.port}`, close: () => server.kill() };
});

const url = process.env.EVENTSTORE_URL;
if (url !== undefined) {
  eventStoreFacts('the server at EVENTSTORE_URL', async () => ({ address: new URL(url).host, close: () => undefined }));
}
