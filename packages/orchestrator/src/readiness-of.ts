import type { OrchestratorStatus } from './orchestrator-status.ts';

/** What keeps an orchestrator from its work. */
export interface Readiness {
  readonly ready: boolean;
  readonly problems: readonly { readonly problem: string }[];
}

/** Whether an orchestrator can observe, be heard and lead: the control store answers, and it trusts what it sees. Pure. */
export function readinessOf({ controlStore, doubts, unfit }: OrchestratorStatus): Readiness {
  const problems = [
    ...(controlStore.answers
      ? []
      : [{ problem: `The control store does not answer: ${controlStore.why ?? 'it does not say why'}` }]),
    ...[...new Set([...doubts.map(({ what }) => what), ...unfit])].map((problem) => ({ problem })),
  ];
  return { ready: problems.length === 0, problems };
}
