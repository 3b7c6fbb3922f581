import type { CommandContext } from '@understudy/command-line';
import type { ReadinessReport } from '@understudy/findings';
import { durationText } from '../duration-text.ts';
import { CliError } from '../errors.ts';
import type { ReadinessParties } from './readiness-parties.ts';
import { renderReadiness } from './render-readiness.ts';

/** Three evaluations were left out. In ms. */
const STALE_MS = 200_000;

/**
 * Shows what the leading orchestrator found last, or what this machine finds: with `now`, without orchestrators, and where theirs is
 * outdated.
 * @throws CliError `UND_CLI_MOVE_NOT_READY` where a move would not succeed, or that is not known; what the control store throws
 */
export async function runReadiness(
  { now }: { readonly now: boolean },
  opened: ReadinessParties,
  context: CommandContext,
): Promise<void> {
  const { service } = opened.topology;
  const report = (now ? undefined : await readStored(opened, context)) ?? (await opened.evaluate());
  context.result(report, (each) => renderReadiness(each, { service, nowMs: context.clock.wallMs() }));
  if (report.verdict === 'passed') return;
  const open = report.items.filter(({ verdict }) => verdict !== 'passed');
  throw new CliError('UND_CLI_MOVE_NOT_READY', {
    what:
      report.verdict === 'unknown'
        ? `Whether a move would succeed is not known: ${String(open.length)} of ${String(report.items.length)} could not be verified.`
        : `${String(open.length)} of ${String(report.items.length)} keep a move from succeeding.`,
    details: { verdict: report.verdict, items: open },
  });
}

async function readStored(
  { topology, store }: ReadinessParties,
  { clock, signal, err }: CommandContext,
): Promise<ReadinessReport | undefined> {
  if (topology.orchestrator === undefined) return undefined;
  const { readiness } = await store.read(signal);
  const ageMs = readiness === undefined ? Infinity : clock.wallMs() - readiness.atMs;
  if (ageMs <= STALE_MS) return readiness;
  const why =
    readiness === undefined
      ? 'No orchestrator has evaluated it yet'
      : `The last one, by ${readiness.by}, is ${durationText(ageMs)} old`;
  err(`${why}: this machine looks itself.\n`);
  return undefined;
}
