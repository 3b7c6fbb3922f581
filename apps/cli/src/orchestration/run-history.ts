import { codeTrouble, type CommandContext } from '@understudy/command-line';
import { explainEpoch } from './explain-epoch.ts';
import type { ExplainedEpoch } from './explained-epoch.ts';
import { renderHistory } from './render-history.ts';
import type { OpenedControl } from './with-control-store.ts';

/**
 * Shows the newest epochs of the route. An audit that can't be read is named, and the route shown without it.
 * @throws RouteError of the store
 */
export async function runHistory(
  { store, routeStore }: Pick<OpenedControl, 'store' | 'routeStore'>,
  { limit }: { readonly limit: number },
  context: CommandContext,
): Promise<void> {
  const { route } = await routeStore.read(context.signal);
  const epochs: ExplainedEpoch[] = route.epochs.slice(-limit).reverse();
  try {
    for (const [at, epoch] of epochs.entries())
      epochs[at] = { ...epoch, ...(await explainEpoch(store, epoch, context.signal)) };
  } catch (error) {
    context.signal.throwIfAborted();
    context.err(`Without who and why: the audit could not be read. ${codeTrouble(error).message}\n`);
  }
  context.result(epochs, renderHistory);
  const more = route.epochs.length - epochs.length;
  if (more > 0) context.err(`and ${more} earlier; --limit shows more.\n`);
}
