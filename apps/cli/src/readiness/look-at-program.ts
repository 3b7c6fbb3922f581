import type { Clock } from '@understudy/core';
import type { ProgramSight } from '@understudy/findings';
import { readProgramSight, takeLook } from '@understudy/observers';
import type { OrchestratorSettings } from '@understudy/topology';

/** Of one look, in ms. */
const LIMIT_MS = 1_500;

/** One look at a program's readiness; one that does not answer is a sight, too. */
export async function lookAtProgram(
  { name, url }: OrchestratorSettings['programs'][number],
  clock: Clock,
  signal: AbortSignal,
): Promise<ProgramSight> {
  const look = (ending: AbortSignal) =>
    readProgramSight({ name, url: new URL('/readyz', url).href, clock }, ending);
  const looked = await takeLook({ target: name, look, clock, limitMs: LIMIT_MS, signal });
  if (looked.kind === 'seen') return looked.value;
  return { name, url, atMs: looked.atMs, kind: 'silent', why: looked.why };
}
