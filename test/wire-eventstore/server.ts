import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { append, type AppendCall } from './append.js';
import { batchAppend, type BatchAppendCall } from './batch-append.js';
import { ServerFeaturesService, StreamsService, type features, type streams } from './protocol.js';
import { read, type ReadCall } from './read.js';
import { supportedMethods } from './server-features.js';
import { softDelete } from './soft-delete.js';
import { TransactionFile } from './transaction-file.js';
import { Writer } from './writer.js';

export interface WireServerOptions {
  /** Any free port by default. */
  readonly port?: number;
  /** The log to go on with; a new one by default. */
  readonly file?: TransactionFile;
  /** See Writer; 2 000 ms by default, as on a real server. */
  readonly commitTimeoutMs?: number;
  /** Whether the node takes work at once; a real one first answers "Server Is Not Ready" for a while. */
  readonly ready?: boolean;
}

/**
 * An EventStoreDB node as far as the adapter and its client can tell over the wire: one process, in memory, without
 * TLS, accounts, clusters or links. Its answers are those recorded on a real 24.6.0 (facts.spec.ts runs against both).
 */
export class WireServer {
  ready: boolean;
  readonly writer: Writer;
  port = 0;
  private readonly server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });

  private constructor(private readonly options: WireServerOptions) {
    this.ready = options.ready ?? true;
    this.writer = new Writer(options.file ?? new TransactionFile(), options.commitTimeoutMs ?? 2_000);
    this.server.addService(ServerFeaturesService, {
      getSupportedMethods: (_call: unknown, answer: sendUnaryData<features.SupportedMethods>) =>
        answer(null, supportedMethods()),
    });
    this.server.addService(StreamsService, {
      read: (call: ReadCall) => void read(call, this.writer, this.ready),
      append: (call: AppendCall, answer: sendUnaryData<streams.AppendResp>) =>
        append(call, answer, this.writer, this.ready),
      batchAppend: (call: BatchAppendCall) => batchAppend(call, this.writer, () => this.ready),
      delete: (
        call: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>,
        answer: sendUnaryData<streams.DeleteResp>,
      ) => void softDelete(call, answer, this.writer, this.ready),
    });
  }

  static async start(options: WireServerOptions = {}): Promise<WireServer> {
    const wire = new WireServer(options);
    await wire.listen();
    return wire;
  }

  /** As the client takes it. */
  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Ends every call and connection at once, as a killed process does. The log can go on in another server. */
  kill(): void {
    this.server.forceShutdown();
  }

  /** A server on the same log and port, as after a restart: what was written is there, what was remembered is not. */
  restarted(options: Pick<WireServerOptions, 'ready'> = {}): Promise<WireServer> {
    this.kill();
    const { file } = this.writer;
    file.indexed = file.records.length;
    return WireServer.start({ ...this.options, ...options, file, port: this.port });
  }

  private listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      const address = `127.0.0.1:${this.options.port ?? 0}`;
      this.server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
        if (error !== null) return reject(error);
        this.port = port;
        resolve();
      });
    });
  }
}
