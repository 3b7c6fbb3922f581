import { measureStretch, type ServersPlayed, durationText, type Shop } from '@understudy/scenario';
import type { Stage } from './stage.ts';

/** Something has to notice before anybody repairs; an orchestrator looks about as often. */
const NOTICED_MS = 1_500;
/** A change is looked at a little longer than it lasts, for what it may have left behind. */
const AFTERMATH_MS = 1_000;

/** A server dies and is repaired; then every server is replaced. Both under the visitors' requests. */
export async function actOutServers(stage: Stage, shop: Shop): Promise<ServersPlayed> {
  const { phases, screen, clock, signal, elapsedMs } = stage;
  const { servers, meter } = shop;

  phases.begin('a server dies');
  const crashedMs = elapsedMs();
  const { waiting: underWay } = meter.rates(crashedMs);
  const label = await servers.crash();
  screen.say(`${label} was killed: kill -9 of all that ran on it. HAProxy goes on with the others.`);
  await clock.sleep(NOTICED_MS, signal);
  await servers.repair();
  const repairedMs = elapsedMs();
  screen.say(
    `Repaired: all web servers serve again, ${durationText(repairedMs - crashedMs)} after the crash.`,
  );
  await clock.sleep(AFTERMATH_MS, signal);
  const crash = {
    label,
    underWay,
    tookMs: repairedMs - crashedMs,
    stretch: measureStretch(meter.finished, crashedMs, elapsedMs()),
  };

  phases.begin('every server is replaced');
  const startedMs = elapsedMs();
  screen.say('Replacing every web server: the new one serves before the old one leaves.');
  const replaced = await servers.replaceAll();
  const tookMs = elapsedMs() - startedMs;
  await clock.sleep(AFTERMATH_MS, signal);
  const stretch = measureStretch(meter.finished, startedMs, elapsedMs());
  return { crash, replacement: { servers: replaced, tookMs, stretch } };
}
