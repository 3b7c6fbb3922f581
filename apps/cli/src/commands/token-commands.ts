import { defineCommand, type CommandSpec } from '@understudy/command-line';

const TOKENS = {
  tokens: {
    value: 'FILE',
    description: 'The file of tokens that `understudy api run` reads.',
    kind: 'file',
    default: 'api-tokens.json',
  },
} as const;

const INTERRUPTED = 'Nothing was changed, or all of it: run the same command again.';

const create = defineCommand({
  name: 'token create',
  summary: 'Make a token for the API, and print it once.',
  description:
    'A viewer reads; an operator orders moves, freezes and decisions, too; an admin sees the tokens besides. The file keeps a hash: who loses a token makes another one. A running API takes it at once.',
  options: {
    name: { value: 'NAME', description: 'Whose it is; written down with every order', required: true },
    role: {
      value: 'ROLE',
      description: 'What it may do.',
      kind: { choice: ['viewer', 'operator', 'admin'] },
      required: true,
    },
    ...TOKENS,
  },
  examples: [{ command: 'understudy token create --name ada --role operator', does: 'For a person' }],
  readsTopology: false,
  changes: true,
  interrupted: INTERRUPTED,
  run: async ({ options }, context) => (await import('../api/create-token.ts')).createToken(options, context),
});

const list = defineCommand({
  name: 'token list',
  summary: 'Show the tokens of the API, without their secrets.',
  options: TOKENS,
  examples: [{ command: 'understudy token list', does: 'Names, roles and ids' }],
  readsTopology: false,
  run: async ({ options }, context) => (await import('../api/create-token.ts')).listTokens(options, context),
});

const revoke = defineCommand({
  name: 'token revoke',
  summary: 'Take a token back; its sessions and streams end with it.',
  arguments: [{ name: 'token', description: 'Its name or id' }],
  options: TOKENS,
  examples: [{ command: 'understudy token revoke ada', does: 'At once, without a restart' }],
  readsTopology: false,
  changes: true,
  interrupted: INTERRUPTED,
  run: async ({ arguments: given, options }, context) =>
    (await import('../api/create-token.ts')).revokeToken(given.token, options, context),
});

/** `understudy token …` */
export const tokenCommands: readonly CommandSpec[] = [create, list, revoke];
