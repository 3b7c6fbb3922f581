import type { CommandContext } from '@understudy/command-line';
import { isUnderstudyError, type ExitName } from '@understudy/core';
import type { ReconcileReport } from '@understudy/moves';
import { reconciledOf } from './reconciled-of.ts';
import { renderReconciled, type Reconciled } from './render-reconciled.ts';
import { withMover, type OpenedMover } from './with-mover.ts';

/** Between two looks for something to reconcile, while there is nothing. In ms. */
const IDLE_MS = 2_000;

/**
 * Reconciles until every write of a region that was left is accounted for, and regions whose late requests have expired
 * are closed; with `watch`, until a signal ends it. A
 * control store that does not answer is asked again while it watches.
 * @throws RouteError of the store, without `watch`
 */
export async function runReconcile(
  { watch }: { readonly watch: boolean },
  file: string,
  context: CommandContext,
): Promise<ExitName> {
  return withMover(file, context, async (opened): Promise<ExitName> => {
    let waitingFor = '';
    for (;;) {
      const done = watch ? undefined : await readReconciled(opened, context);
      if (done !== undefined) {
        context.result(done, (reconciled) => renderReconciled(reconciled, context.clock.wallMs()));
        return 'done';
      }
      const report = await tick(opened, watch, context);
      const waits = report?.waitingFor ?? '';
      if (waits !== '' && waits !== waitingFor) context.err(`waiting for ${waits}\n`);
      waitingFor = waits;
      await context.clock.sleep(report?.pauseMs ?? IDLE_MS, context.signal);
    }
  });
}

async function tick(
  { mover }: OpenedMover,
  watch: boolean,
  { signal, err }: CommandContext,
): Promise<ReconcileReport | undefined> {
  try {
    return await mover.reconcileMerging(signal);
  } catch (error) {
    if (!watch || signal.aborted || !isUnderstudyError(error)) throw error;
    err(`${error.message}\n`);
    return undefined;
  }
}

async function readReconciled(
  { service }: OpenedMover,
  { clock }: CommandContext,
): Promise<Reconciled | undefined> {
  const { route } = await service.routeStore.read();
  return reconciledOf(route, clock.wallMs());
}
