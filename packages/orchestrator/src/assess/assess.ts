import { FINDINGS, type Finding, type FindingCode, type ServiceView } from '@understudy/findings';
import { assessDirectives } from './assess-directives.ts';
import { assessLinks } from './assess-links.ts';
import { assessObservers } from './assess-observers.ts';
import { assessPrograms } from './assess-programs.ts';
import { assessRegions } from './assess-regions.ts';
import { assessRoute } from './assess-route.ts';

const ORDER = new Map((Object.keys(FINDINGS) as FindingCode[]).map((code, index) => [code, index]));

/** Everything that is wrong with the service in this view, in the catalogue's order. Pure. */
export function assess(view: ServiceView): readonly Finding[] {
  const found = [
    ...assessRoute(view),
    ...assessRegions(view),
    ...assessLinks(view),
    ...assessObservers(view),
    ...assessPrograms(view),
    ...assessDirectives(view),
  ];
  return found.sort((a, b) => (ORDER.get(a.code) ?? 0) - (ORDER.get(b.code) ?? 0));
}
