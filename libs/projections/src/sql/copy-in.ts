import type pg from 'pg';

/** The part of the driver's connection that COPY needs; not in its published types. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** COPY ... FROM STDIN over the driver's own query queue. The data is bounded by the batch that it comes from. */
class CopyIn {
  constructor(
    private readonly text: string,
    private readonly chunks: readonly Buffer[],
    readonly callback: (error: Error | null) => void,
  ) {}

  submit(connection: unknown): void {
    (connection as CopyConnection).query(this.text);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    for (const chunk of this.chunks) connection.sendCopyFromChunk(chunk);
    connection.endCopyFrom();
  }

  handleError(error: Error): void {
    this.callback(error);
  }

  handleReadyForQuery(): void {
    this.callback(null);
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
}

/**
 * Sends rows by COPY, in text format.
 * @param target qualified table and columns, already quoted
 */
export function copyIn(client: pg.ClientBase, target: string, chunks: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(
      new CopyIn(`COPY ${target} FROM STDIN`, chunks, (error) => (error === null ? resolve() : reject(error))),
    );
  });
}
