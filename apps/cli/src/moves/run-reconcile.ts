import type { CommandContext } from '@understudy/command-line';
import { isUnderstudyError, type ExitName } from '@understudy/core';
import type { ReconcileReport } from '@understudy/moves';
import { reconciledOf } from './reconciled-of.ts';
import { mergeConflicts } from './merge-conflicts.ts';
import { ledgerLines, renderReconciled, type Settled } from './render-reconciled.ts';
import { withMover, type OpenedMover } from './with-mover.ts';

/** Between two looks for something to reconcile, while there is nothing. In ms. */
const IDLE_MS = 2_000;

/**
 * Reconciles until every write of a region that was left is accounted for, and regions whose late requests have expired
 * are closed; then merges the writes that lost in tables whose `conflicts` say so. With `watch` it goes on until a signal ends it. A
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
    let mergedAt = '';
    for (;;) {
      const done = await readReconciled(opened, watch, context);
      const state = JSON.stringify(done?.merging);
      if (done !== undefined && state !== mergedAt) {
        mergedAt = state;
        const ledger = await mergeConflicts(opened.service.topology, context.signal);
        if (!watch) {
          context.result({ ...done, ledger }, (all) => renderReconciled(all, context.clock.wallMs()));
          return 'done';
        }
        if (ledger.length > 0) context.err(`${ledgerLines(ledger).join('\n')}\n`);
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
  watch: boolean,
  { clock, err }: CommandContext,
): Promise<Settled | undefined> {
  try {
    const { route } = await service.routeStore.read();
    return reconciledOf(route, clock.wallMs());
  } catch (error) {
    if (!watch || !isUnderstudyError(error)) throw error;
    err(`${error.message}\n`);
    return undefined;
  }
}
