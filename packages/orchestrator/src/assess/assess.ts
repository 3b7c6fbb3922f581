import { FINDINGS, type Finding, type FindingCode, type ServiceView } from '@understudy/findings';
import { assessDirectives } from './assess-directives.ts';
import { assessLinks } from './assess-links.ts';
import { assessObservers } from './assess-observers.ts';
import { assessPrograms } from './assess-programs.ts';
import { assessReadiness } from './assess-readiness.ts';
import { assessRecords } from './assess-records.ts';
import { assessRegions } from './assess-regions.ts';
import { assessServers } from './assess-servers.ts';
import { assessRoute } from './assess-route.ts';
import { withCloudWatch } from './with-cloud-watch.ts';
import { assessSteps } from './assess-steps.ts';

const ORDER = new Map((Object.keys(FINDINGS) as FindingCode[]).map((code, index) => [code, index]));

/** Everything that is wrong with the service in this view, in the catalogue's order. Pure. */
export function assess(view: ServiceView): readonly Finding[] {
  const regions = withCloudWatch(assessRegions(view), view);
  const down = downOf(regions);
  const found = [
    ...assessRoute(view),
    ...regions,
    ...assessLinks(view, down),
    ...assessObservers(view),
    ...assessPrograms(view),
    ...assessRecords(view),
    ...assessSteps(view),
    ...assessServers(view),
    ...assessReadiness(view, down),
    ...assessDirectives(view),
  ];
  return found.sort((a, b) => (ORDER.get(a.code) ?? 0) - (ORDER.get(b.code) ?? 0));
}

function downOf(findings: readonly Finding[]): ReadonlySet<string> {
  const isDown = ({ code }: Finding) => code === 'writer-down' || code === 'standby-down';
  return new Set(findings.filter(isDown).map(({ subject }) => subject));
}
