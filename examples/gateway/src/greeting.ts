import { SAMPLE_SHIPMENT } from './sample-shipment.js';

/** The emulator always starts with this one. */
const FIRST_NUMBER = 'SHPL6145000001';
const HANDED_OVER = 9;

export interface GreetingFacts {
  /** Where the gateway listens. */
  readonly url: string;
  /** Where Nova Post is. */
  readonly novaPostURL: string;
  /** Set when that is the emulator in this process. */
  readonly emulatorTokenLifetimeMs: number | undefined;
}

/** What is printed when the gateway has started. */
export function greeting({ url, novaPostURL, emulatorTokenLifetimeMs }: GreetingFacts): string {
  const divisions = `${url}/divisions?countryCodes=PL&limit=2`;
  const lines = [
    `The gateway listens on ${url} (Ctrl-C ends it). Open it in a browser to see the token at work.`,
    `Its API is described at ${url}/docs; ${url}/health and ${url}/metrics are for its operators.`,
    '',
    ...(emulatorTokenLifetimeMs === undefined
      ? aboutTheService(novaPostURL)
      : aboutTheEmulator(novaPostURL, emulatorTokenLifetimeMs)),
    '',
    'Or try in another terminal, from top to bottom:',
    '',
    `  curl '${divisions}'`,
    `  curl '${divisions}&textSearch=Krakow'`,
    ...(emulatorTokenLifetimeMs === undefined ? [] : [...createAndTrack(url), ...printAndHandOver(url)]),
    `  curl ${url}/token`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function aboutTheService(novaPostURL: string): string[] {
  return [
    `NOVA_POST_API_KEY is set, so this talks to ${novaPostURL}.`,
    'A POST to /shipments creates a shipment there.',
  ];
}

function aboutTheEmulator(novaPostURL: string, tokenLifetimeMs: number): string[] {
  const lifetimeS = tokenLifetimeMs / 1000;
  return [
    `NOVA_POST_API_KEY is not set, so Nova Post is an emulator inside this process (${novaPostURL}).`,
    'Its data is made up, and nothing leaves this machine.',
    `Its tokens live ${lifetimeS} s instead of an hour: about every ${Math.round((lifetimeS * 20) / 3) / 10} s a line below tells that`,
    'the token was refreshed ahead of time, whether you send requests or not. Another says what the emulator sends to',
    'the webhook of this gateway, POST /nova-post/webhook, when a shipment moves.',
    '',
    'To have it talk to Nova Post, write into .env in this folder:',
    '',
    '  NOVA_POST_API_KEY=your key',
    '  NOVA_POST_ENVIRONMENT=sandbox',
  ];
}

/** Each on one line, so that any shell takes it. */
export function createAndTrack(url: string): string[] {
  const body = JSON.stringify(SAMPLE_SHIPMENT);
  return [
    `  curl ${url}/shipments -H 'Content-Type: application/json' -d '${body}'`,
    `  curl ${url}/tracking/${FIRST_NUMBER}`,
  ];
}

function printAndHandOver(url: string): string[] {
  return [
    `  curl ${url}/shipments/${FIRST_NUMBER}/label -o label.pdf`,
    `  curl -X POST ${url}/emulator/${FIRST_NUMBER}/status/${HANDED_OVER}`,
  ];
}
