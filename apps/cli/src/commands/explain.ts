import { defineCommand } from '@understudy/command-line';

export const explain = defineCommand({
  name: 'explain',
  summary: 'Explain an error code: what it means and what to do.',
  description:
    'Without a code it lists every code. Upper and lower case are the same, and UND_ may be left out.',
  arguments: [{ name: 'code', description: 'An error code, as a message shows it.', optional: true }],
  examples: [
    { command: 'understudy explain UND_ROUTE_NOT_FOUND', does: 'What a code means, and its remedy' },
    { command: 'understudy explain', does: 'Every code' },
  ],
  readsTopology: false,
  run: async (input, context) => {
    const { explainCode, listCodes } = await import('../explain/explain-code.ts');
    const { code } = input.arguments;
    if (code === undefined) await listCodes(context);
    else await explainCode(code, context);
  },
});
