import type { KeptCredentials } from '../credentials/kept-credentials.ts';
import { SERVICE_ERRORS } from '../errors.ts';
import type { HealthProblem } from './health-problem.ts';

/** What keeps this process from signing requests, or will once the present keys end. */
export function credentialsProblems(
  credentials: Pick<KeptCredentials, 'problems'>,
): readonly (HealthProblem & { readonly leftMs: number })[] {
  return credentials
    .problems()
    .map((problem) => ({ ...problem, remedy: SERVICE_ERRORS[problem.code].remedy }));
}
