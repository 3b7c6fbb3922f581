import { HaproxyRuntimeError } from './errors.ts';

export function unreadableAnswer(command: string, answer: string): HaproxyRuntimeError {
  return new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_ANSWER_UNREADABLE', {
    what: `${command} was answered with ${JSON.stringify(answer.slice(0, 120))}.`,
    details: { command },
  });
}
