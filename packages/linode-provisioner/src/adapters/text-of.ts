import { property } from './judge-failure.ts';

export function textOf(body: unknown, key: string): string {
  const value = property(body, key);
  return typeof value === 'string' ? value : '';
}

export function numberOf(body: unknown, key: string): number {
  const value = property(body, key);
  return typeof value === 'number' ? value : 0;
}

export function listOf(body: unknown, key: string): readonly unknown[] {
  const value = property(body, key);
  return Array.isArray(value) ? (value as unknown[]) : [];
}

export function textsOf(body: unknown, key: string): readonly string[] {
  return listOf(body, key).filter((each) => typeof each === 'string');
}

/** Linode's times are UTC and say no zone. */
export function timeOf(body: unknown, key: string): number {
  const atMs = Date.parse(`${textOf(body, key).replace(/Z$/, '')}Z`);
  return Number.isNaN(atMs) ? 0 : atMs;
}
