import type { ObservedWrite } from '@understudy/simulator';

export function describeOwn(table: string, key: ObservedWrite['key'], after: ObservedWrite['after']): string {
  const name = Object.values(key as Readonly<Record<string, { readonly S?: string }>>)
    .map(({ S = '' }) => S)
    .join(' ');
  if (after === undefined) return `${table} drops ${name}`;
  const facts = Object.entries(after)
    .filter(([attribute]) => !(attribute in key) && attribute !== 'epochs')
    .map(
      ([attribute, value]) =>
        `${attribute}=${Object.values(value as object)
          .map(String)
          .join()}`,
    );
  return `${table} ${name} ${facts.join(' ')}`.slice(0, 240);
}
