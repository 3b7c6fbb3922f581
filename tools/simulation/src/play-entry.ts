import { pathToFileURL } from 'node:url';
import { generateHistory } from './generate-history.ts';
import type { Task, Reply } from './reply.ts';
import { playHistory } from './play-history.ts';
import { shrinkHistory } from './shrink-history.ts';

// Errors are part of every history, and no report reads where they were made.
Error.stackTraceLimit = 0;

/** What a process that plays histories does: it is the entry of the bundle, and is spoken to over its channel. */
process.on('message', (asked: Task) => {
  answer(asked)
    .then((told) => process.send?.(told))
    .catch((error: unknown) => {
      process.stderr.write(`${String((error as Error).stack ?? error)}\n`);
      process.exit(1);
    });
});

async function answer(asked: Task): Promise<Reply> {
  switch (asked.ask) {
    case 'seeds': {
      const broken: { seed: number; what: string; property: number }[] = [];
      const coverage = new Map<string, number>();
      let seed = asked.from;
      for (; seed < asked.from + asked.count; seed += 1) {
        const played = await playHistory(generateHistory(seed));
        for (const [what, times] of played.coverage) coverage.set(what, (coverage.get(what) ?? 0) + times);
        const first = played.violations[0];
        if (first === undefined) continue;
        broken.push({ seed, ...first });
        if (asked.untilBroken === true) break;
      }
      return { tell: 'seeds', from: asked.from, count: asked.count, broken, coverage: [...coverage] };
    }
    case 'history': {
      const play = asked.bundle === undefined ? playHistory : await playerIn(asked.bundle);
      const played = await play(asked.history, { timeline: asked.timeline });
      return {
        tell: 'history',
        violations: played.violations,
        timeline: asked.timeline ? played.timeline.text : '',
        digest: asked.timeline ? played.timeline.digest() : '',
        coverage: [...played.coverage],
      };
    }
    case 'seed':
      return { tell: 'generated', history: generateHistory(asked.seed) };
    case 'shrink':
      return { tell: 'shrunk', history: await shrinkHistory(asked.history, asked.plays) };
  }
}

async function playerIn(bundle: string): Promise<typeof playHistory> {
  const module = (await import(pathToFileURL(bundle).href)) as { readonly playHistory: typeof playHistory };
  return module.playHistory;
}
