import { features } from './protocol.js';

/** The version whose answers these are. */
export const SERVER_VERSION = '24.6.0';

const STREAMS = 'event_store.client.streams.streams';
const METHODS: readonly (readonly [service: string, method: string, features: readonly string[]])[] = [
  [STREAMS, 'read', ['position', 'events']],
  [STREAMS, 'append', []],
  [STREAMS, 'delete', []],
  [STREAMS, 'batchappend', ['deadline_duration']],
  ['event_store.client.server_features.serverfeatures', 'getsupportedmethods', []],
];

/** What the client asks first of all: the version, and what it may call. */
export function supportedMethods(): features.SupportedMethods {
  const answer = new features.SupportedMethods();
  answer.setEventStoreServerVersion(SERVER_VERSION);
  for (const [service, method, names] of METHODS) {
    const supported = new features.SupportedMethod();
    supported.setServiceName(service);
    supported.setMethodName(method);
    supported.setFeaturesList([...names]);
    answer.addMethods(supported);
  }
  return answer;
}
