import type { Decision } from '../types.ts';

/** As a run's coverage names it. */
export function nameDecision(decision: Decision): string {
  switch (decision.do) {
    case 'request':
      return `decision request ${decision.fate}`;
    case 'cut':
      return `decision cut ${decision.how}`;
    case 'pause':
      return decision.suspended === true ? 'decision suspend' : 'decision pause';
    case 'credentials':
      return `credentials ${decision.how}${decision.who === 'everyone' ? ' for everyone' : ''}`;
    case 'stream':
      return `stream ${decision.what}`;
    case 'recreate':
      return 'table made again';
    case 'down':
      return decision.place === 'eu-west-1' ? 'control store gone' : `region gone, disk ${decision.disk}`;
    default:
      return `decision ${decision.do}`;
  }
}
