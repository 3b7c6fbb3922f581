import type { Finding, ServiceView } from '@understudy/findings';

/** What the route itself shows. Pure. */
export function assessRoute({ route: sight, leader, atMs }: ServiceView): readonly Finding[] {
  if (sight.kind === 'unseen') {
    const evidence = [{ by: leader, what: sight.why, atMs }];
    return [{ code: 'control-store-silent', subject: 'control store', evidence }];
  }
  const { route } = sight.snapshot;
  const findings: Finding[] = route.merging.map(({ region, tail }) => ({
    code: 'merging',
    subject: region,
    evidence: [{ by: leader, what: `Its tail is ${tail}.`, atMs }],
  }));
  if (route.phase === 'moving') {
    const what = `A ${route.kind} from ${route.from} to ${route.to} has come to: ${route.step}. ${route.reason}`;
    findings.push({ code: 'move-under-way', subject: route.to, evidence: [{ by: leader, what, atMs }] });
  }
  return findings;
}
