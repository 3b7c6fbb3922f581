/** Temporary keys. */
export interface IssuedKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly token: string;
  readonly expiration: Date;
}

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** STS's answer to AssumeRole and AssumeRoleWithWebIdentity, by its API reference. */
export function renderStsAnswer(
  action: string,
  { accessKeyId, secretAccessKey, token, expiration }: IssuedKeys,
): string {
  return (
    `<${action}Response xmlns="${NAMESPACE}"><${action}Result>` +
    `<AssumedRoleUser><Arn>arn:aws:sts::000000000000:assumed-role/role/session</Arn><AssumedRoleId>A:session</AssumedRoleId></AssumedRoleUser>` +
    `<Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey>` +
    `<SessionToken>${token}</SessionToken><Expiration>${expiration.toISOString()}</Expiration></Credentials>` +
    `</${action}Result><ResponseMetadata><RequestId>0</RequestId></ResponseMetadata></${action}Response>`
  );
}

/** STS's refusal. */
export const STS_REFUSAL = `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>refused</Message></Error><RequestId>0</RequestId></ErrorResponse>`;

/** The answer of the container's and of the instance's endpoint. */
export function renderKeys({ accessKeyId, secretAccessKey, token, expiration }: IssuedKeys): string {
  return JSON.stringify({
    Code: 'Success',
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    Token: token,
    Expiration: expiration.toISOString(),
  });
}
