import { BLOCKS, FINDINGS } from '@understudy/findings';
import { samples } from './samples.ts';
import { SAMPLE_LINK, SAMPLE_TARGETS, seriesOf, type SampleTarget } from './series-of.ts';

const { steady, growing, current, unknown } = samples;
const { gateway, replicator, otherReplicator, orchestrator, otherOrchestrator, thirdOrchestrator, verifier } =
  SAMPLE_TARGETS;

type Samples = Readonly<Record<string, string>>;

/** One value for each value of one label. */
function each(
  metric: string,
  target: SampleTarget,
  label: string,
  values: Readonly<Record<string, string>>,
): Samples {
  return Object.fromEntries(
    Object.entries(values).map(([value, text]) => [seriesOf(metric, target, { [label]: value }), text]),
  );
}

/** A worker of the link: the leader knows ages and times, the other one does not. */
function worker(target: SampleTarget, leads: boolean): Samples {
  const known = (values: string) => (leads ? values : unknown);
  const link = {
    understudy_replicator_leading_links: steady(leads ? 1 : 0),
    understudy_replicator_settled_timestamp_seconds: known(current),
    understudy_replicator_contact_timestamp_seconds: known(current),
    understudy_replicator_trim_seconds: known(steady(86_400)),
    understudy_replicator_blocked: steady(0),
    understudy_replicator_gap_open: steady(0),
    understudy_replicator_stream_off: steady(0),
    understudy_replicator_parked_open_records: steady(0),
    understudy_replicator_lost_total: steady(0),
    understudy_replicator_late_total: steady(0),
    understudy_replicator_kept_total: steady(0),
    understudy_replicator_unexplained_total: steady(0),
  };
  return {
    ...Object.fromEntries(
      Object.entries(link).map(([metric, values]) => [seriesOf(metric, target, SAMPLE_LINK), values]),
    ),
    ...programSamples(target),
  };
}

/** What every process has. */
function programSamples(target: SampleTarget): Samples {
  return {
    [seriesOf('up', target)]: steady(1),
    [seriesOf('understudy_route_renewed_timestamp_seconds', target)]: current,
    ...each('understudy_route_renewals_total', target, 'by', {
      store: growing(5),
      fence: steady(0),
      none: steady(0),
    }),
    [seriesOf('understudy_service_credentials_end_seconds', target)]: steady(100_000),
    [seriesOf('understudy_service_credentials_refresh_failures_total', target)]: steady(0),
    ...each('understudy_telemetry_refused_samples_total', target, 'reason', {
      metric: steady(0),
      label: steady(0),
      value: steady(0),
    }),
  };
}

function gatewaySamples(): Samples {
  const requests = 'understudy_gateway_requests_total';
  const failed = 'understudy_failover_client_failed_attempts_total';
  const answered = (status: string) => seriesOf(requests, gateway, { operation: 'PutItem', status });
  return {
    ...programSamples(gateway),
    [seriesOf('understudy_gateway_ready', gateway)]: steady(1),
    [seriesOf('understudy_gateway_held_bytes', gateway)]: steady(65_536),
    [answered('200')]: growing(1_500),
    [answered('400')]: growing(15),
    [answered('500')]: steady(0),
    [answered('503')]: steady(0),
    [seriesOf(requests, gateway, { operation: 'refused', status: '400' })]: steady(0),
    [seriesOf(failed, gateway, { region: 'us-east-1', class: 'regional' })]: steady(0),
    [seriesOf(failed, gateway, { region: 'us-east-1', class: 'contention' })]: growing(1),
    [seriesOf('understudy_failover_client_unstampable_writes_total', gateway, {
      operation: 'PutItem',
      outcome: 'applied',
    })]: steady(0),
  };
}

/** An orchestrator; one that led before still shows what it found then. */
function orchestratorSamples(target: SampleTarget, state: 'leads' | 'led' | 'follows'): Samples {
  const left = steady(state === 'led' ? 1 : 0);
  const valued = (keys: readonly string[], values: string) =>
    Object.fromEntries(keys.map((key) => [key, values]));
  return {
    ...programSamples(target),
    [seriesOf('understudy_orchestrator_leading', target)]: steady(state === 'leads' ? 1 : 0),
    [seriesOf('understudy_orchestrator_tick_timestamp_seconds', target)]: current,
    [seriesOf('understudy_orchestrator_abstaining', target)]: steady(0),
    [seriesOf('understudy_orchestrator_failover_wanted', target)]: left,
    ...each('understudy_orchestrator_findings', target, 'code', valued(Object.keys(FINDINGS), left)),
    ...each('understudy_orchestrator_blocks', target, 'code', {
      ...valued(Object.keys(BLOCKS), left),
      // What would block a failover that is not wanted calls no person.
      'automatic-off': steady(1),
    }),
    ...each(
      'understudy_orchestrator_moves_total',
      target,
      'state',
      valued(['done', 'unverified', 'refused', 'aborted', 'failed'], steady(0)),
    ),
  };
}

/** The sample service for 30 minutes in which nothing is wrong: every series that an alert looks at, in promtool's notation. */
export const HEALTHY_SAMPLES: Samples = {
  ...worker(replicator, true),
  ...worker(otherReplicator, false),
  ...gatewaySamples(),
  ...orchestratorSamples(orchestrator, 'leads'),
  ...orchestratorSamples(otherOrchestrator, 'led'),
  ...orchestratorSamples(thirdOrchestrator, 'follows'),
  [seriesOf('up', verifier)]: steady(1),
  [seriesOf('understudy_verifier_different_items', verifier, { table: 'orders' })]: steady(0),
};
