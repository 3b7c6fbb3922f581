import type { LocalCloud } from '@understudy/sandbox';
import type { MissingPart } from '../account/find-missing.ts';
import { awaitRecovered } from '../moves/await-recovered.ts';
import type { Operator } from '../moves/operator.ts';
import { counted, durationText } from '../report/count-text.ts';
import { measureStretch } from '../report/measure-stretch.ts';
import type { Moved } from '../moves/moved.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { Journal } from '../journal/journal.ts';
import type { LocalService } from '../service/start-service.ts';
import type { TrafficMeter } from '../workload/traffic-meter.ts';
import { findMissingAtPromotion } from './find-missing-at-promotion.ts';
import { killRegion } from './kill-region.ts';
import { MADE_LAG_MS, slowStream } from './slow-stream.ts';

/** What the death of the writer cost. Times are milliseconds since the run began. */
export interface WriterDeath {
  readonly killedMs: number;
  readonly noticedMs: number;
  /** Acknowledged writes that the other region lacked when it was promoted. */
  readonly missing: readonly MissingPart[];
  readonly moved: Moved;
}

export interface LoseWriterContext extends ScenarioRun {
  readonly cloud: LocalCloud;
  readonly service: LocalService;
  readonly operator: Operator;
  readonly journal: Journal;
  readonly meter: TrafficMeter;
}

/** Kills the writer with its links a little behind, and waits until the orchestrators have failed over and writes are acknowledged again. */
export async function killWriter(context: LoseWriterContext, from: string): Promise<WriterDeath> {
  const { cloud, operator, clock, signal, notes, say, elapsedMs, meter } = context;
  const to = await operator.other(from);
  slowStream(cloud, from, MADE_LAG_MS);
  say(
    `The stream of ${from} is delayed by ${String(MADE_LAG_MS / 1_000)} s, so that its death leaves something missing.`,
  );
  await clock.sleep(MADE_LAG_MS, signal);
  const killedMs = await killRegion(context, from);
  say('The orchestrators have to find out by themselves.');
  const [{ epoch, decidedMs: noticedMs }, missing] = await Promise.all([
    operator.awaitFailover(from),
    findMissingAtPromotion(context, to).then((found) => {
      notes.missingAtPromotion = found.length;
      say(
        `  ${counted(found.length, 'write')} that ${from} acknowledged had not reached ${to} when it died.`,
      );
      return found;
    }),
  ]);
  const { lastedMs, recoveredMs } = await awaitRecovered(context, { killedMs, from });
  say(`Recovered: a write was acknowledged again ${durationText(lastedMs)} after the first was held up.`);
  const stretch = measureStretch(meter.finished, killedMs, recoveredMs);
  const measuredToMs = elapsedMs();
  const tookMs = measuredToMs - killedMs;
  const moved = { from, to, epoch, startedMs: killedMs, tookMs, measuredToMs, stretch };
  return { killedMs, noticedMs, missing, moved };
}

/** Step: the writer dies. */
export async function loseWriter(context: LoseWriterContext): Promise<{ readonly death: WriterDeath }> {
  return { death: await killWriter(context, await context.operator.writer()) };
}
