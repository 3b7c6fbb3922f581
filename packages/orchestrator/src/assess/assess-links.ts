import type { Finding, FindingCode, LinkSight, ServiceView } from '@understudy/findings';

/**
 * How the links look. That a link from or to a region that is down gets on no more is not reported: the region is. Pure.
 */
export function assessLinks(view: ServiceView, down: ReadonlySet<string>): readonly Finding[] {
  const findings: Finding[] = [];
  for (const sight of view.links) {
    if (isWell(sight, view.policy.maxLagMs)) continue;
    const { source, target } = sight.link;
    const isLost = down.has(source) || down.has(target);
    findings.push(...assessLink(view, sight).filter(({ code }) => !isLost || !FOLLOWS.has(code)));
  }
  return findings;
}

/** Whether nothing is found in the link: so it is for nearly all of them at nearly every tick. */
function isWell(
  { lagMs = Infinity, why, gap, parked = 0, contactAgeMs = 0 }: LinkSight,
  maxLagMs: number,
): boolean {
  return why === undefined && lagMs <= maxLagMs && contactAgeMs <= SILENT_MS && gap !== true && parked === 0;
}

/** What the loss of a region brings with it. */
const FOLLOWS: ReadonlySet<FindingCode> = new Set(['link-silent', 'lag-over-limit']);

/** A worker that leads a link reports at least every ten seconds; after this long in ms without news of it the link is silent. */
const SILENT_MS = 30_000;

function assessLink({ policy, leader, atMs }: ServiceView, sight: LinkSight): readonly Finding[] {
  const { link, lagMs, why, gap, parked = 0, contactAgeMs = 0 } = sight;
  const subject = `${link.table} ${link.source} → ${link.target}`;
  const find = (code: FindingCode, what: string): Finding => ({
    code,
    subject,
    evidence: [{ by: leader, what, atMs }],
  });
  const findings: Finding[] = [];
  if (why !== undefined) findings.push(find('link-silent', why));
  else if (lagMs === undefined) findings.push(find('link-silent', 'It has reported no lag.'));
  else if (contactAgeMs > SILENT_MS)
    findings.push(
      find(
        'link-silent',
        `Its worker has told of no contact with the stream for ${String(Math.round(contactAgeMs / 1_000))} s.`,
      ),
    );
  if (lagMs !== undefined && lagMs > policy.maxLagMs) {
    const what = `It is ${String(Math.round(lagMs))} ms behind, over maxLagMs ${String(policy.maxLagMs)}.`;
    findings.push(find('lag-over-limit', what));
  }
  if (gap === true) findings.push(find('gap-open', 'Its stream dropped what it had not read.'));
  if (parked > 0) findings.push(find('dead-letters-open', `${String(parked)} records are parked and open.`));
  return findings;
}
