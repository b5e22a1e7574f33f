#!/usr/bin/env node
import { run } from './cli/run.js';

// The only place that sets an exit code. Nothing calls process.exit: what is open is closed by its owner.
process.exitCode = await run(process.argv.slice(2));
