import { playHistory } from './play-history.ts';
import type { Decision, History } from './types.ts';

/**
 * The shortest history that was found in `plays` plays that still breaks a property the first one broke: without its
 * noise where it can do without, and without every decision that it can do without, halves first.
 */
export async function shrinkHistory(history: History, plays: number): Promise<History> {
  const property = await brokenBy(history);
  if (property === undefined) return history;
  let left = plays;
  const stillBreaks = async (candidate: History) => {
    left -= 1;
    return left >= 0 && (await brokenBy(candidate)) === property;
  };
  let best = history;
  const tryOne = async (candidate: History): Promise<boolean> => {
    if (!(await stillBreaks(candidate))) return false;
    best = candidate;
    return true;
  };
  const quiet = { slow: 0, late: 0, answerLost: 0, throttled: 0, failed: 0, refused: 0 };
  const calmMix = async () => {
    await tryOne({ ...best, mix: { ...best.mix, noise: quiet } });
    for (const one of ['clients', 'workers', 'movers'] as const)
      if (best.mix[one] === 2) await tryOne({ ...best, mix: { ...best.mix, [one]: 1 } });
    await tryOne({ ...best, mix: { ...best.mix, drift: {} } });
    await tryOne({ ...best, mix: { ...best.mix, iteratorLifetimeMs: 900_000 } });
  };
  await calmMix();
  for (let size = Math.ceil(best.decisions.length / 2); size >= 1 && left > 0;) {
    let removed = false;
    for (let at = 0; at < best.decisions.length && left > 0;) {
      const rest = without(best.decisions, at, size);
      if (await tryOne({ ...best, decisions: rest })) removed = true;
      else at += size;
    }
    if (size === 1 && !removed) break;
    if (size > 1) size = Math.floor(size / 2);
  }
  await calmMix();
  const last = best.decisions.at(-1)?.at ?? 0;
  await tryOne({ ...best, healMs: Math.min(best.healMs, last + 400) });
  return best;
}

function without(decisions: readonly Decision[], at: number, many: number): readonly Decision[] {
  return [...decisions.slice(0, at), ...decisions.slice(at + many)];
}

async function brokenBy(history: History): Promise<number | undefined> {
  return (await playHistory(history)).violations[0]?.property;
}
