/**
 * Loaded into every process of a test run by run.mjs. When a rejection or exception surfaces after its test has
 * ended, it ends the Jest worker; Jest starts a new worker without a word. This leaves a note for run.mjs.
 */
import { appendFileSync } from 'node:fs';

const notes = process.env.NOVA_POST_TEST_CRASH_NOTES;

if (notes !== undefined && /jest-worker[\\/]/.test(process.argv[1] ?? '')) {
  process.on('exit', (code) => {
    if (code !== 0) appendFileSync(notes, `worker ${process.pid} ended with exit code ${code}\n`);
  });
}
