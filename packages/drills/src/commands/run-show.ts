import type { CommandContext } from '@understudy/command-line';
import { loadScenario } from '../library/load-scenario.ts';
import { renderScenario } from '../report/render-scenario.ts';

export interface ShowInput {
  readonly arguments: { readonly scenario: string };
}

/** @throws DrillsError as `loadScenario` does */
export async function runShow(
  { arguments: { scenario } }: ShowInput,
  { result }: Pick<CommandContext, 'result'>,
): Promise<void> {
  result(await loadScenario(scenario), (value, { columns }) => renderScenario(value, columns));
}
