import type { PlannedRepair } from '@understudy/findings';

/** What is planned for servers, as one sentence each. */
export function describeRepairs(repairs: readonly PlannedRepair[]): string {
  if (repairs.length === 0) return 'No server needs a repair.';
  return repairs.map(describe).join(' ');
}

function describe({ server, step, blocks, underWay, reason }: PlannedRepair): string {
  const what = step === undefined ? 'no repair is left' : `next: ${step.rung} (${step.region})`;
  if (underWay) return `${server}: a repair is under way.`;
  if (blocks.length === 0) return `${server}: ${reason} ${capital(what)}, and nothing blocks it.`;
  const codes = blocks.map(({ code, what: why }) => `${why} (${code})`).join(' ');
  return `${server}: ${reason} ${capital(what)}, blocked: ${codes}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
