import type { Finding, ServiceView } from '@understudy/findings';

/** What gateways and replicators say of themselves. Pure. */
export function assessPrograms({ programs }: ServiceView): readonly Finding[] {
  return programs.flatMap((program): readonly Finding[] => {
    const { name, atMs } = program;
    if (program.kind === 'silent')
      return [{ code: 'program-silent', subject: name, evidence: [{ by: name, what: program.why, atMs }] }];
    if (program.ready) return [];
    const evidence = program.problems.map(({ problem }) => ({ by: name, what: problem, atMs }));
    return [{ code: 'program-not-ready', subject: name, evidence }];
  });
}
