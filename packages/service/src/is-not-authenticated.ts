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

/** Whether AWS, or the SDK before it asked, did not accept the credentials of a request, by the error's name. */
export function isNotAuthenticated({ name }: Pick<Error, 'name'>): boolean {
  return UNAUTHENTICATED.has(name);
}
