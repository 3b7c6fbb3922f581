/** A process that plays seeds: it receives a range, and answers with what came of it. */
import { playRange, type SeedRange } from './play-range.ts';

process.on('message', (range: SeedRange) => {
  void playRange(range).then((played) => process.send?.(played));
});
