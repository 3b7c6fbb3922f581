import type { Finding, FindingCode, LinkSight, ServiceView } from '@understudy/findings';

/** How the links look that replicate the writer; those back matter while something is merging. Pure. */
export function assessLinks(view: ServiceView): readonly Finding[] {
  return view.links.flatMap((link) => assessLink(view, link));
}

function assessLink({ policy, leader, atMs }: ServiceView, sight: LinkSight): readonly Finding[] {
  const { link, lagMs, why, gap, parked = 0 } = sight;
  const subject = `${link.table} ${link.source} → ${link.target}`;
  const find = (code: FindingCode, what: string): Finding => ({
    code,
    subject,
    evidence: [{ by: leader, what, atMs }],
  });
  const findings: Finding[] = [];
  if (why !== undefined) findings.push(find('link-silent', why));
  else if (lagMs === undefined) findings.push(find('link-silent', 'It has reported no lag.'));
  else if (lagMs > policy.maxLagMs) {
    const what = `It is ${String(Math.round(lagMs))} ms behind, over maxLagMs ${String(policy.maxLagMs)}.`;
    findings.push(find('lag-over-limit', what));
  }
  if (gap === true) findings.push(find('gap-open', 'Its stream dropped what it had not read.'));
  if (parked > 0) findings.push(find('dead-letters-open', `${String(parked)} records are parked and open.`));
  return findings;
}
