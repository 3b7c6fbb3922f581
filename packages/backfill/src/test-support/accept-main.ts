/** `npm run accept -w @understudy/backfill -- --items 200000 --kills 2`: the whole of it, at any size. */
import { parseArgs } from 'node:util';
import { startLocalCloud } from '@understudy/sandbox';
import { EAST, WEST, WITNESS } from './local-service.ts';
import { runAcceptance } from './run-acceptance.ts';

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '200000' },
    kills: { type: 'string', default: '2' },
    writes: { type: 'string', default: '50' },
    tombstones: { type: 'boolean', default: false },
  },
});
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

await using cloud = await startLocalCloud({ regions: [EAST, WEST], witness: WITNESS, heapMb: 512 });
const acceptance = await runAcceptance(cloud, {
  items: Number(values.items),
  kills: Number(values.kills),
  writesPerSecond: Number(values.writes),
  arguments: values.tombstones ? ['--tombstones'] : [],
  say: (line) => process.stderr.write(`${new Date().toISOString()} ${line}\n`),
});
const { differences, ...rest } = acceptance;
const shown = { ...rest, differences: differences.length, firstDifferences: differences.slice(0, 20) };
process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
process.exitCode = differences.length === 0 ? 0 : 1;
