import type { CommandSpec } from '@understudy/command-line';
import { haproxyApply } from './haproxy-apply.ts';
import { haproxyDiff } from './haproxy-diff.ts';
import { haproxyRender } from './haproxy-render.ts';
import { keepalivedRender } from './keepalived-render.ts';

/** The commands of the traffic plane. */
export const commands: readonly CommandSpec[] = [haproxyRender, haproxyDiff, haproxyApply, keepalivedRender];
