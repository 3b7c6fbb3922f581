import { ACCESS_KEY } from '@understudy/sandbox';
import type { DrillOutcome } from '../drill.ts';
import { readTyped } from '../screen/read-typed.ts';
import { writeInvitation } from '../screen/write-invitation.ts';
import { runTypedLines } from './run-typed-lines.ts';

/** Requests per second while the cloud stays up. */
const LIGHT_RATE = 10;

/** Keeps the cloud up under light traffic and runs what is typed, until "quit" or Ctrl-C. */
export async function stayUp(outcome: DrillOutcome): Promise<void> {
  const { phases, workload, screen, signal, cloud, operator, service, journal, replicator, gateway, shop } =
    outcome;
  phases.begin('the local cloud is yours');
  workload.setRate(LIGHT_RATE);
  workload.start();
  const writer = await operator.writer();
  const roleOf = (name: string) =>
    name === cloud.witness.name ? 'witness' : name === writer ? 'writer' : 'standby';
  const invitation = writeInvitation({
    regions: cloud.regions.map(({ name, endpoint }) => ({ name, endpoint, role: roleOf(name) })),
    accessKey: ACCESS_KEY,
    ratePerSecond: LIGHT_RATE,
    topologyFile: service.topologyFile,
    journalFile: journal.file,
    workerStatusUrl: replicator.statusUrl,
    gatewayAddress: gateway.address,
    shopUrl: shop?.url.href,
    columns: screen.columns,
  });
  screen.print(`${invitation}\n`);
  const onInterrupt = () => process.emit('SIGINT');
  await runTypedLines(outcome, readTyped({ input: process.stdin, screen, onInterrupt, signal }));
}
