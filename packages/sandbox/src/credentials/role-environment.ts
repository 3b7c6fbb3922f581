import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalCredentials } from './start-local-credentials.ts';

/** The role is taken by keys that only STS is shown. */
const PROFILES = `[profile base]
aws_access_key_id = base
aws_secret_access_key = base
[profile role]
role_arn = arn:aws:iam::000000000000:role/program
source_profile = base
`;

/**
 * The environment of a program that has its keys from STS, by a role, as most machines have.
 * @param directory where the profiles are written
 */
export async function roleEnvironment(
  { endpoint }: Pick<LocalCredentials, 'endpoint'>,
  directory: string,
): Promise<Readonly<Record<string, string>>> {
  const profiles = join(directory, 'aws-config');
  await writeFile(profiles, PROFILES);
  return {
    AWS_PROFILE: 'role',
    AWS_CONFIG_FILE: profiles,
    AWS_SHARED_CREDENTIALS_FILE: join(directory, 'no-credentials'),
    AWS_ENDPOINT_URL_STS: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: '',
    AWS_SECRET_ACCESS_KEY: '',
  };
}
