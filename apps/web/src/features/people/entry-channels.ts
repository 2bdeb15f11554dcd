import type { Code } from '../../api/contract.js';
import type { Option } from '../../design/choice-field.js';

/** How somebody may have arrived, to choose from: an import says so by itself. */
export function channelOptions(channels: readonly Code[]): readonly Option[] {
  return channels.filter(({ code }) => code !== 'import').map(({ code, label }) => ({ value: code, label }));
}
