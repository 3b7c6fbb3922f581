/** What programs that open their own clients of AWS share with those of `openService`; loads nothing else. */
export { credentialRegions } from './credentials/credential-regions.ts';
export type { GivenCredentials } from './credentials/credential-sources.ts';
export { KeptCredentials, type AwsKeys, type CredentialsProblem } from './credentials/kept-credentials.ts';
export { openCredentials, type OpenCredentialsOptions } from './credentials/open-credentials.ts';
export { ServiceError } from './errors.ts';
export { credentialsProblems } from './health/credentials-problems.ts';
export type { HealthProblem } from './health/health-problem.ts';
export { isDegraded, routeProblems } from './health/route-problems.ts';
export { isNotAuthenticated } from './is-not-authenticated.ts';
export { SERVICE_METRICS } from './metrics.ts';
export { ownEndpoint } from './own-endpoint.ts';
export { reasonOf } from './reason-of.ts';
export { answerCode, type AnswerCode } from './region-error.ts';
