import type { Step } from '../../types.js';
import { copyApp } from './copy-app.js';
import { install } from './install.js';
import { item } from './item.js';
import { post } from './post.js';
import { purify } from './purify.js';
import { run } from './run.js';
import { stop } from './stop.js';

/** Chapter 2, in order. */
export const localSteps: readonly Step[] = [copyApp, install, run, post, item, purify, stop];
