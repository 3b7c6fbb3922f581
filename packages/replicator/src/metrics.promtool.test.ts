import { describe, expect, it } from '@jest/globals';
import type { LinkStatus } from '@understudy/links';
import { PrometheusTelemetry } from '@understudy/telemetry';
import { firesOn } from '@understudy/telemetry/testing';
import { CountReport } from './count-report.ts';
import { REPLICATOR_METRICS } from './metrics.ts';
import { LinkCounters } from './state/link-counters.ts';

const LINK = { table: 'orders', source: 'us-east-1', target: 'eu-central-1' };
const EVERY_SECONDS = 15;

/** A leading link whose worker's clock is at 0 at the first scrape, and a scrape every 15 s. */
async function scrapeLink(
  scrapes: number,
  step: (at: number, link: { counters: LinkCounters; report: () => void }) => void,
): Promise<readonly string[]> {
  const telemetry = new PrometheusTelemetry({ catalogues: [REPLICATOR_METRICS] });
  telemetry.initialise(LINK);
  const time = { ms: 0 };
  const counters = new LinkCounters({
    wallMs: () => time.ms,
    monotonicMs: () => time.ms,
    sleep: () => Promise.resolve(),
  });
  const counted = new CountReport(telemetry);
  const report = () => {
    const lagMs = counters.lagMs();
    const status: LinkStatus = {
      link: LINK,
      leader: true,
      state: 'leading',
      atTip: false,
      settledPerSecond: 0,
      unsettled: 0,
      ...counters.counts,
      ...(lagMs === undefined ? {} : { lagMs }),
    };
    counted.report(status, { ...counters.times, readUpToMs: undefined });
  };
  const texts: string[] = [];
  for (let at = 0; at < scrapes; at += 1) {
    time.ms = at * EVERY_SECONDS * 1_000;
    step(at, { counters, report });
    texts.push(await telemetry.metrics());
  }
  return texts;
}

describe('an alert on records that can never be applied', () => {
  const expression = 'increase(understudy_replicator_parked_total[5m]) > 0';
  const park = (when: number) =>
    scrapeLink(12, (at, { counters, report }) => {
      if (at === when) counters.count('parked', undefined);
      report();
    });

  it('fires on the first one', async () => {
    expect(await firesOn({ expression, scrapes: await park(8), everySeconds: EVERY_SECONDS })).toBe(true);
  });

  it('is silent without one', async () => {
    expect(await firesOn({ expression, scrapes: await park(-1), everySeconds: EVERY_SECONDS })).toBe(false);
  });
});

describe('a worker that hangs from the fifth scrape on', () => {
  const hang = () =>
    scrapeLink(20, (at, { counters, report }) => {
      if (at >= 5) return;
      counters.contacted();
      counters.checkpointed();
      counters.atTip();
      report();
    });
  const fires = async (expression: string) =>
    firesOn({ expression, scrapes: await hang(), everySeconds: EVERY_SECONDS });

  it.each(['settled', 'checkpoint', 'contact'])('is seen by the age of its %s timestamp', async (name) => {
    expect(await fires(`time() - understudy_replicator_${name}_timestamp_seconds > 120`)).toBe(true);
    expect(await fires(`time() - understudy_replicator_${name}_timestamp_seconds > 3600`)).toBe(false);
  });

  it('is not seen by the lag that it computed itself', async () => {
    expect(await fires('understudy_replicator_lag_seconds > 120')).toBe(false);
  });
});
