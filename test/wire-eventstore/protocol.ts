import any from 'google-protobuf/google/protobuf/any_pb.js';
import rpc from '@eventstore/db-client/generated/status_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';

/** The messages and services that ship in the client, in one place: this server speaks nothing else. */
export const { Any } = any;
export { features, rpc, shared, streams };
export const { StreamsService } = streamsService;
export const { ServerFeaturesService } = featuresService;

/** The name of a stream as it travels: bytes. */
export function streamName(identifier: shared.StreamIdentifier): string {
  return Buffer.from(identifier.getStreamName_asU8()).toString('utf8');
}

export function streamIdentifier(name: string): shared.StreamIdentifier {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name, 'utf8'));
  return identifier;
}

/** What -1 is on the wire: no revision, and the end of the log. */
export const UNSIGNED_MAX = 2n ** 64n - 1n;
