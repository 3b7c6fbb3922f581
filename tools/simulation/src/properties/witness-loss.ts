import { LIMITS } from '../limits.ts';
import { isForeign } from '../world/item-name.ts';
import type { Written } from '../world/journal.ts';
import type { Decision } from '../types.ts';
import type { Property, Scene } from './property.ts';
import { otherOf } from '../other-of.ts';

/** How long before a write nothing else may have happened, and how long after it. */
const BEFORE_MS = 1_400;
const AFTER_MS = 1_500;

/**
 * 11. Losing the witness stops no client under `continue`: while nothing but the control store is lost, a write of a steady
 * route is answered within its deadline, and the standby has it within a bound.
 */
export function witnessLoss(scene: Scene): Property {
  const { mix, decisions, healMs } = scene.history;
  const { noise } = mix;
  const isNoisy = Object.values(noise).some((chance) => chance > 0);
  if (mix.onControlLoss !== 'continue' || isNoisy) return {};
  const losses = decisions.filter(isLossOfWitness);
  const others = decisions.filter((one) => !isLossOfWitness(one) && !isCall(one));
  const isAlone = ({ calledMs }: Written) =>
    calledMs > BEFORE_MS &&
    calledMs + AFTER_MS < healMs &&
    losses.some(({ at, forMs }) => at < calledMs && calledMs < at + forMs) &&
    others.every((one) => reachOf(one) < calledMs - BEFORE_MS || one.at > calledMs + AFTER_MS);
  return {
    atTheEnd() {
      for (const written of scene.journal.written) {
        if (isForeign(written.key) || !isAlone(written)) continue;
        scene.saw('write while only the witness was lost');
        const { told, toldMs, calledMs, id, key, heard } = written;
        if (toldMs > calledMs + LIMITS.writeDeadlineMs || (told !== 'acknowledged' && told !== 'refused'))
          scene.broke(11, `only the control store was lost, and ${id} of ${key} received "${told}"`);
        else if (heard?.changed === true && !followed(scene, written))
          scene.broke(11, `only the control store was lost, and the standby did not receive ${id} of ${key}`);
      }
    },
  };
}

/** Whether the standby had it, or a later write of its key, within the bound. */
function followed({ journal }: Scene, { heard, key, calledMs }: Written): boolean {
  if (heard === undefined) return true;
  const standby = otherOf(heard.region);
  return journal.changes.some(
    (change) =>
      change.region === standby &&
      change.key === key &&
      change.atMs >= calledMs &&
      change.atMs <= calledMs + AFTER_MS,
  );
}

function isLossOfWitness(one: Decision): one is Extract<Decision, { do: 'down' }> {
  return one.do === 'down' && one.place === 'eu-west-1';
}

function isCall(one: Decision): boolean {
  return one.do === 'write' || one.do === 'transact' || one.do === 'batch';
}

const ENDLESS: ReadonlySet<Decision['do']> = new Set(['request', 'move', 'abort', 'stream', 'recreate']);

/** Until when a decision disturbs. */
function reachOf(one: Decision): number {
  const { forMs = 0, ms = 0, backMs = 0 } = one as { forMs?: number; ms?: number; backMs?: number };
  // A request that is waited for may come at any time; a move, and what is merging after it, takes its time.
  if (ENDLESS.has(one.do)) return Infinity;
  return one.at + forMs + ms + backMs;
}
