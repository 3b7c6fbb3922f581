import type { CommandSpec } from '@understudy/command-line';
import { haproxyApply, haproxyDiff, haproxyRender } from './haproxy-commands.ts';
import { keepalivedRender } from './keepalived-render.ts';

/** The commands of the traffic plane. */
export const commands: readonly CommandSpec[] = [haproxyRender, haproxyDiff, haproxyApply, keepalivedRender];
