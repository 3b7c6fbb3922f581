import type { LinkName } from '@understudy/links';

/** `orders/us-east-1/eu-central-1`: names of tables and regions have no slash. */
export function linkIdOf({ table, source, target }: LinkName): string {
  return `${table}/${source}/${target}`;
}
