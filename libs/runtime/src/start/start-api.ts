import { ApiModule } from '../api/api.module.js';
import { listen } from '../api/listen.js';
import type { Configuration } from '../configuration/configuration.js';
import { openApiEngine } from '../engine/api-engine.js';
import { opening } from '../engine/closers.js';
import { connectStorage } from '../engine/storage.js';

/** A process of the distributed profile. */
export interface RunningProcess {
  readonly address: string;
  close(): Promise<void>;
}

/** One of the api processes of the distributed profile; any number may run. */
export function startApi(configuration: Configuration): Promise<RunningProcess> {
  return opening(async (closers) => {
    const storage = connectStorage(configuration, 'api');
    const engine = await openApiEngine(storage);
    closers.add(() => engine.close());
    const { idSecret } = engine;
    const module = ApiModule.of(engine, configuration.publicUrl);
    const listening = await listen(module, configuration, { idSecret, pages: true });
    closers.add(() => listening.close());
    return { address: listening.address, close: () => closers.closeAll() };
  });
}
