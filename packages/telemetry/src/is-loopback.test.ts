import { describe, expect, it } from '@jest/globals';
import { isLoopback, namesThisMachine } from './is-loopback.ts';

describe('addresses', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.1', false],
    ['127.0.0.1.example', false],
  ])('know whether %s is loopback', (host, loopback) => {
    expect(isLoopback(host)).toBe(loopback);
  });

  it.each([
    ['127.0.0.1:8000', true],
    ['[::1]:8000', true],
    ['localhost', true],
    ['shop.localhost:1', true],
    [undefined, true],
    ['evil.example:8000', false],
    ['localhost.evil.example', false],
  ])('know whether a request for %s is meant for this machine', (host, meant) => {
    expect(namesThisMachine(host)).toBe(meant);
  });
});
