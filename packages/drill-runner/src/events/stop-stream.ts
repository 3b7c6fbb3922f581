import { fileURLToPath } from 'node:url';
import { UpdateTableCommand, type StreamSpecification } from '@aws-sdk/client-dynamodb';
import type { DrillEvent } from '@understudy/drills';
import { ACCESS_KEY, programArguments } from '@understudy/sandbox';
import { DrillRunnerError } from '../errors.ts';
import type { Stage } from '../stage/stage.ts';
import type { EndEvent } from './end-event.ts';

const ON: StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' };

/**
 * Switches a table's stream off. Its end is what docs/operate/tables.md says: the stream is switched on, and the table copied
 * again, since what was written meanwhile is in no stream.
 * @throws what DynamoDB answers
 */
export async function stopStream(
  { table }: Extract<DrillEvent, { readonly do: 'stop-stream' }>,
  stage: Stage,
  region: string,
): Promise<EndEvent> {
  const client = stage.service.clientOf(region);
  const set = (specification: StreamSpecification) =>
    client.send(new UpdateTableCommand({ TableName: table, StreamSpecification: specification }));
  await set({ StreamEnabled: false });
  return async () => {
    await set(ON);
    await reseed(stage, table);
    return undefined;
  };
}

/** @throws DrillRunnerError `UND_DRILL_RUNNER_RESEED_FAILED` */
async function reseed({ cloud, service: { topologyFile } }: Stage, table: string): Promise<void> {
  const main = fileURLToPath(import.meta.resolve('@understudy/cli/main'));
  const backfill = await cloud.launch({
    command: process.execPath,
    args: [...programArguments(main), 'backfill', table, '--reseed', '-f', topologyFile],
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      AWS_ACCESS_KEY_ID: ACCESS_KEY,
      AWS_SECRET_ACCESS_KEY: ACCESS_KEY,
    },
  });
  const { code } = await backfill.ended;
  if (code === 0) return;
  throw new DrillRunnerError('UND_DRILL_RUNNER_RESEED_FAILED', {
    what: `The backfill of ${table} ended with code ${String(code)}: ${backfill.lastLines().slice(-5).join(' / ')}`,
    details: { table, code },
  });
}
