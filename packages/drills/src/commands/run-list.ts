import type { CommandContext } from '@understudy/command-line';
import { listScenarios } from '../library/list-scenarios.ts';

/** One scenario of the list. */
interface ListedScenario {
  readonly name: string;
  readonly title: string;
  readonly writer: 'moves' | 'stays';
}

/** @throws DrillsError as `listScenarios` does */
export async function runList(context: Pick<CommandContext, 'result'>): Promise<void> {
  const scenarios = await listScenarios();
  const list = scenarios.map(({ name, title, expect }): ListedScenario => ({
    name,
    title,
    writer: expect.writer,
  }));
  context.result(list, renderList);
}

function renderList(list: readonly ListedScenario[]): string {
  const width = Math.max(...list.map(({ name }) => name.length));
  return list
    .map(({ name, title, writer }) => `${name.padEnd(width)}  writer ${writer}  ${title}`)
    .join('\n');
}
