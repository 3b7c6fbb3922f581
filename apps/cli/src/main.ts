#!/usr/bin/env node
/** `understudy`: the one program of the service. */
import { runProcess } from '@understudy/command-line/run';
import { understudy } from './understudy.ts';

await runProcess(understudy);
