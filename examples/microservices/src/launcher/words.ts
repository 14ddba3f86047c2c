import { styleText } from 'node:util';
import { createAndTrack } from '../../../gateway/src/greeting.js';
import type { Fleet } from './fleet.js';

const NAME_WIDTH = 9;
const COLOURS = new Map<string, Parameters<typeof styleText>[0]>([
  ['gateway-1', 'cyan'],
  ['gateway-2', 'magenta'],
  ['worker', 'yellow'],
  ['nova post', 'green'],
]);

/** A line with the name of who says it in front. */
export function say(name: string, line: string): void {
  const label = name.padEnd(NAME_WIDTH);
  const colours = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  process.stdout.write(`${colours ? styleText(COLOURS.get(name) ?? 'blue', label) : label} | ${line}\n`);
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(names: readonly string[]): string {
  const last = names.at(-1) ?? 'none';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

export interface GreetingFacts {
  readonly fleet: Fleet;
  /** Where the launcher shows the fleet. */
  readonly pageURL: string;
  readonly tokenLifetimeMs: number;
  /** Of the Redis that was started here. */
  readonly ownRedis: { readonly pid: number; readonly port: number } | undefined;
}

/** What a user needs to know at the first start. */
export function greeting({ fleet, pageURL, tokenLifetimeMs, ownRedis }: GreetingFacts): string {
  const gateways = fleet.processes.flatMap(({ url }) => url ?? []);
  const lifetimeS = tokenLifetimeMs / 1000;
  const lines = [
    '',
    'Three processes use one Nova Post account and share its token on Redis (Ctrl-C ends them all):',
    '',
    ...fleet.processes.map(
      ({ name, pid, url = 'answers messages' }) => `  ${name.padEnd(NAME_WIDTH)}  pid ${pid}  ${url}`,
    ),
    '',
    `Open ${pageURL} in a browser to see the token of each process, and to break things.`,
    '',
    'Nova Post is an emulator in the launcher; its data is made up, and nothing leaves this machine.',
    `Its tokens live ${lifetimeS} s instead of an hour: about every ${Math.round((lifetimeS * 20) / 3) / 10} s one of the processes gets the next,`,
    'and the others take it over.',
    '',
    'Try in another terminal:',
    '',
    ...gateways.map((url) => `  curl '${url}/divisions?countryCodes=PL&limit=2'`),
    '',
    'Create a shipment and track it: the gateway asks the worker, and the worker asks Nova Post.',
    '',
    ...createAndTrack(gateways[0] ?? ''),
    '',
    'Who uses which token, and how many Nova Post was asked for:',
    '',
    `  curl ${pageURL}/fleet`,
    '',
    'End one process: the others go on with the same token, and refresh it.',
    '',
    `  kill ${fleet.processes[0]?.pid ?? ''}`,
    ...(ownRedis === undefined ? [] : aboutRedis(ownRedis)),
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function aboutRedis({ pid, port }: { pid: number; port: number }): string[] {
  return [
    '',
    'End Redis: each process goes on by itself. Start it again: they share again.',
    '',
    `  kill ${pid}`,
    `  redis-server --port ${port} --save ''`,
  ];
}
