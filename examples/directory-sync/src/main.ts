import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { NovaPostClient, NovaPostModule, isNovaPostError } from 'nestjs-nova-post';
import { connect, type Connection } from './connection.js';
import { DivisionFile } from './division-file.js';
import { ProgressReport } from './progress-report.js';
import { syncDirectory } from './sync-directory.js';

const INTERRUPTED = 130;

const {
  positionals: [path = 'divisions.ndjson'],
} = parseArgs({ allowPositionals: true });
const ended = new AbortController();
// A second Ctrl-C ends it at once; the file stays what the state beside it says.
process.once('SIGINT', () => ended.abort());

let connection: Connection | undefined;
try {
  connection = await connect(process.env);
  process.exitCode = await run(connection);
} catch (error) {
  console.error(isNovaPostError(error) || error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await connection?.close();
}

async function run({ options, greeting }: Connection): Promise<number> {
  console.log(greeting);
  const app = await NestFactory.createApplicationContext(
    NovaPostModule.forRoot(options),
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
    { logger: false, abortOnError: false },
  );
  try {
    const { divisions } = app.get(NovaPostClient, { strict: false });
    const file = await DivisionFile.open(path);
    const report = new ProgressReport(process.stdout);
    const summary = await syncDirectory({ divisions, file, report, signal: ended.signal });
    console.log(summary.text);
    return summary.complete ? 0 : INTERRUPTED;
  } finally {
    await app.close();
  }
}
