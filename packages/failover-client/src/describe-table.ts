import { tableNameOf } from '@understudy/versions';
import type { EngineContext } from './engine-context.ts';
import { asPart } from './as-part.ts';
import { runControl } from './run-read.ts';
import type { EngineRequest } from './types.ts';

/** DescribeTable's answer of the writer. @throws as runControl */
export async function describeTable(
  engine: EngineContext,
  request: EngineRequest,
  table: string,
): Promise<object> {
  const described = await runControl(
    engine,
    {
      operation: 'DescribeTable',
      input: { TableName: tableNameOf(table) },
      signal: request.signal,
      wire: asPart(request.wire, 'DescribeTable'),
    },
    { repeatable: true },
  );
  return described.output;
}
