import type { MoveAccount } from './move-account.ts';

/** What became of a move, in a few words; `tone` colours it. */
export interface Headline {
  readonly verdict: string;
  readonly tone: 'passed' | 'failed' | 'stopped';
  readonly what: string;
}

export function headlineOf({ report, verified }: MoveAccount): Headline {
  const { kind, from, to, epoch, writer } = report;
  const what = `${kind} from ${from} to ${to}`;
  switch (report.outcome) {
    case 'promoted': {
      const verdict =
        verified === undefined ? 'PROMOTED' : verified ? 'PROMOTED, VERIFIED' : 'PROMOTED, NOT VERIFIED';
      return {
        verdict,
        tone: verified === false ? 'failed' : 'passed',
        what: `${what}: epoch ${String(epoch)}`,
      };
    }
    case 'aborted':
      return { verdict: 'ABORTED', tone: 'stopped', what: `${what}: ${from} stayed the writer` };
    case 'overtaken':
      return { verdict: 'OVERTAKEN', tone: 'stopped', what: `${what}: ${writer} is the writer since` };
  }
}
