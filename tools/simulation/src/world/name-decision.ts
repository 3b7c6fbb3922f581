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
      return `decision credentials ${decision.how}`;
    case 'stream':
      return `stream ${decision.what}`;
    case 'down':
      return decision.place === 'eu-west-1' ? 'control store gone' : `region gone, disk ${decision.disk}`;
    default:
      return `decision ${decision.do}`;
  }
}
