import { actOutServers } from './act-out-servers.ts';
import type { Stage } from './stage.ts';
import { waitFor } from '@understudy/core';
import {
  buildReport,
  type Moved,
  checkRegions,
  settleLinks,
  type Checked,
  findMissing,
  type MissingPart,
  type PhaseTitle,
  measureOutage,
  measureStretch,
  MADE_LAG_MS,
  chooseVictim,
  plantLoss,
  readKeys,
  readRegion,
  findLostOrders,
  type Shop,
  type Report,
  counted,
  durationText,
  ScenarioError,
} from '@understudy/scenario';

const MERGE_LIMIT_MS = 90_000;
const SETTLE_LIMIT_MS = 60_000;
const RECOVERY_LIMIT_MS = 30_000;
/** From the kill on, the standby's links have nothing more to read; after this long they have applied what they had. */
const LINK_RESTS_MS = 1_000;
/** A planned switch is looked at a little longer than it lasts, for what it may have left behind. */
const AFTERMATH_MS = 2_000;

/** The whole story, from the first traffic to the report. @throws what goes wrong on the way, and the signal's reason */
export async function runDrill(stage: Stage): Promise<Report> {
  const { operator, workload, screen, phases, elapsedMs, options } = stage;
  const quietly = () => stage.clock.sleep(options.seconds * 1_000, stage.signal);
  const begin = (title: PhaseTitle, sentence: string) => {
    phases.begin(title);
    screen.say(sentence);
  };

  begin(
    'traffic',
    `Traffic: ${String(options.ratePerSecond)} requests per second, reads and writes of every kind.`,
  );
  workload.start();
  stage.shop?.visitors.start();
  await quietly();

  const servers = stage.shop === undefined ? undefined : await actOutServers(stage, stage.shop);

  phases.begin('the writer dies');
  const from = await operator.writer();
  const died = await killWriter(stage, from);

  begin('traffic without the region', `Traffic goes on in ${died.moved.to}, without ${from}.`);
  await quietly();

  phases.begin('the region comes back');
  await operator.restore(from);
  const mergeTookMs = await operator.untilMerged(from, MERGE_LIMIT_MS);

  phases.begin('switching back as planned');
  const switchedFromMs = elapsedMs();
  const switchover = await switchWriter(stage, from);
  const switchedToMs = elapsedMs();

  begin('traffic after the switch', `Traffic goes on in ${from}.`);
  await quietly();

  begin('holding the journal against both regions', 'The traffic stops; the links settle what is left.');
  const checked = await check(stage, options);
  const journal = stage.journal.entries;
  return buildReport({
    items: stage.loaded.size,
    ratePerSecond: options.ratePerSecond,
    seed: options.seed,
    tookMs: elapsedMs(),
    phases: phases.durations(),
    journal,
    journalFile: stage.journal.file,
    finished: stage.meter.finished,
    failover: {
      ...died.moved,
      killedMs: died.killedMs,
      noticedMs: died.noticedMs,
      outage: measureOutage(journal, died.killedMs, from),
      missing: died.missing,
    },
    switchover,
    mergeTookMs,
    regions: stage.regions,
    ...(stage.shop !== undefined &&
      servers !== undefined && {
        shop: {
          ...servers,
          ...(await visitsOf(stage, stage.shop)),
          failover: measureStretch(
            stage.shop.meter.finished,
            died.killedMs,
            died.killedMs + died.moved.tookMs,
          ),
          switchover: measureStretch(stage.shop.meter.finished, switchedFromMs, switchedToMs),
        },
      }),
    ...checked,
  });
}

/** What the visitors of the shop went through, and which of their orders a region lacks. */
async function visitsOf({ documentsOf, regions }: Stage, { meter, visitors }: Shop) {
  const { placed, servers } = visitors;
  const lost = await Promise.all(regions.map((region) => findLostOrders(documentsOf(region), placed)));
  return { finished: meter.finished, placed: placed.length, lostOrders: [...new Set(lost.flat())], servers };
}

interface Death {
  readonly killedMs: number;
  readonly noticedMs: number;
  readonly missing: readonly MissingPart[];
  readonly moved: Moved;
}

/** Kills the writer with its links a little behind, fails over, and waits until writes are acknowledged again. */
export async function killWriter(stage: Stage, from: string): Promise<Death> {
  const { operator, clock, signal, journal, screen, elapsedMs, meter } = stage;
  const to = await operator.other(from);
  operator.slowStream(from, MADE_LAG_MS);
  await clock.sleep(MADE_LAG_MS, signal);
  const killedMs = await operator.kill(from);
  const noticedMs = await operator.notice(from);
  const [report, missing] = await Promise.all([
    operator.failOver(from),
    clock.sleep(LINK_RESTS_MS, signal).then(async () => {
      const written = [...journal.entries];
      const keys = written.flatMap(({ parts }) => parts.map(({ key }) => key));
      const found = findMissing(written, await readKeys(stage.documentsOf(to), keys));
      stage.scene.missingAtPromotion = found.length;
      screen.say(
        `  ${counted(found.length, 'write')} that ${from} acknowledged had not reached ${to} when it died.`,
      );
      return found;
    }),
  ]);
  const outage = await untilRecovered(stage, killedMs, from);
  screen.say(
    `Recovered: a write was acknowledged again ${durationText(outage.lastedMs)} after the first was held up.`,
  );
  const stretch = measureStretch(meter.finished, killedMs, outage.recoveredMs);
  return {
    killedMs,
    noticedMs,
    missing,
    moved: { from, to, epoch: report.epoch, tookMs: elapsedMs() - killedMs, stretch },
  };
}

/** Waits until a write was acknowledged elsewhere, and all that were sent before that have ended, too. */
async function untilRecovered(
  { journal, meter, clock, signal }: Stage,
  killedMs: number,
  from: string,
): Promise<{ readonly lastedMs: number; readonly recoveredMs: number }> {
  const waited = await waitFor(
    () => {
      const outage = measureOutage(journal.entries, killedMs, from);
      if (outage?.lastedMs === undefined || outage.recoveredMs === undefined) return undefined;
      if (meter.oldestWaitingMs <= outage.recoveredMs) return undefined;
      return { lastedMs: outage.lastedMs, recoveredMs: outage.recoveredMs };
    },
    { clock, everyMs: 50, limitMs: RECOVERY_LIMIT_MS, signal },
  );
  if (waited.met) return waited.value;
  throw new ScenarioError('UND_SCENARIO_STEP_TIMED_OUT', {
    what: `No write was acknowledged within ${durationText(RECOVERY_LIMIT_MS)} of the promotion.`,
  });
}

/** Hands the writer over as planned, and measures what the requests under way went through. */
export async function switchWriter(
  { operator, clock, signal, elapsedMs, meter }: Stage,
  to: string,
): Promise<Moved> {
  const from = await operator.writer();
  const startedMs = elapsedMs();
  const report = await operator.switchOver(to);
  const endedMs = elapsedMs();
  await clock.sleep(AFTERMATH_MS, signal);
  const stretch = measureStretch(meter.finished, startedMs, endedMs + AFTERMATH_MS);
  return { from, to, epoch: report.epoch, tookMs: endedMs - startedMs, stretch };
}

/** Lets everything come to rest and looks at all of it. */
export async function check(stage: Stage, { plantLoss: planting = false } = {}): Promise<Checked> {
  const { workload, operator, regions, barriers, clock, signal, elapsedMs, screen, documentsOf } = stage;
  await workload.stop();
  await stage.shop?.visitors.stop();
  await operator.untilCalm(SETTLE_LIMIT_MS);
  const token = `drill-check-${String(Math.round(elapsedMs()))}`;
  await settleLinks({ barriers, regions, token, clock, signal, limitMs: SETTLE_LIMIT_MS });
  const journal = stage.journal.entries;
  if (planting) {
    const items = await readRegion({ client: documentsOf(regions[0]), stampAttribute: stage.stampAttribute });
    const victim = chooseVictim(journal, items);
    if (victim !== undefined) {
      await plantLoss(regions.map(documentsOf), victim.key);
      screen.say(
        `Planted: ${victim.name} was deleted in both regions behind everybody's back (--plant-loss).`,
      );
    }
  }
  screen.say('Every item of both regions is read and compared, and the journal held against them.');
  return checkRegions({ ...stage, journal });
}
