import { durationText } from '../report/duration-text.ts';
import type { DrillEvent } from './event-schema.ts';

/** What an event does, in words: "kills the writer". */
export function describeEvent(event: DrillEvent): string {
  switch (event.do) {
    case 'kill-region':
      return `kills the ${event.region}`;
    case 'pause-region':
      return `pauses the ${event.region}`;
    case 'cut-region':
      return `drops every packet to the ${event.region}`;
    case 'slow-region':
      return `slows ${requestsTo(event)} by ${durationText(event.by)}`;
    case 'fail-region':
      return `answers ${requestsTo(event)} with status ${String(event.status)}`;
    case 'throttle-region':
      return `throttles ${requestsTo(event)}`;
    case 'empty-name':
      return `lets the name of the ${event.region} resolve to nothing, and closes its connections`;
    case 'stop-sts':
      return `leaves STS of the ${event.region} unanswered`;
    case 'stall-stream':
      return `leaves reads of the ${event.region}'s streams unanswered`;
    case 'stop-stream':
      return `switches the stream of ${event.table} off at the ${event.region}`;
    case 'restore-region':
      return `ends what was done to the ${event.region}`;
    case 'kill-orchestrator':
      return `kills ${orchestratorText(event.orchestrator)}`;
    case 'pause-orchestrator':
      return `pauses ${orchestratorText(event.orchestrator)}`;
    case 'cut-orchestrator':
      return `cuts ${orchestratorText(event.orchestrator)} off from the ${event.from.join(', the ')}`;
    case 'pause-replicator':
      return 'pauses the replicator';
    case 'set-load':
      return `sends ${String(event.perSecond)} requests per second`;
    case 'switch-over':
      return 'asks for a switchover to the standby';
  }
}

function requestsTo({
  region,
  share,
  operations,
}: Extract<DrillEvent, { readonly do: 'slow-region' | 'fail-region' | 'throttle-region' }>): string {
  const part = share === 1 ? 'requests' : `${String(Math.round(share * 100))} % of requests`;
  return `${part}${operations === undefined ? '' : ` (${operations.join(', ')})`} to the ${region}`;
}

function orchestratorText(which: 'leader' | 'follower' | 'followers'): string {
  if (which === 'leader') return 'the leading orchestrator';
  return which === 'follower' ? 'an orchestrator that follows' : 'the orchestrators that follow';
}
