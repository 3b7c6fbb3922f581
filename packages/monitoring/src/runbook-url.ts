import type { Alert } from './alert.ts';

/** The folder of the pages in the repository; where they are published, `--runbooks` names the place. */
export const RUNBOOKS = 'docs/operate/runbooks';

/** Where the alert's page is, below the folder `base`. */
export function runbookUrl(base: string, { runbook }: Pick<Alert, 'runbook'>): string {
  return `${base.replace(/\/+$/, '')}/${runbook}.md`;
}
