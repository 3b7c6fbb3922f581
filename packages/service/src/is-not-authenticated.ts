const UNAUTHENTICATED = new Set([
  'CredentialsProviderError',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'SignatureDoesNotMatch',
  'TokenRefreshRequired',
  'UnrecognizedClientException',
]);

/** Whether AWS, or the SDK before it asked, did not accept the credentials that a request was to be signed with, by the error's name. */
export function isNotAuthenticated({ name }: Pick<Error, 'name'>): boolean {
  return UNAUTHENTICATED.has(name);
}
