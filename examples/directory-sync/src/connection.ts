import type { NovaPostEnvironment, NovaPostModuleOptions } from 'nestjs-nova-post';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';

/** The service to read from. */
export interface Connection {
  readonly options: NovaPostModuleOptions;
  /** What it is, for the person in front of the terminal. */
  readonly greeting: string;
  close(): Promise<void>;
}

const EMULATED_DIVISIONS = 20_000;

/** Nova Post when there is an API key for it, else an emulator in this process. */
export async function connect(environment: NodeJS.ProcessEnv): Promise<Connection> {
  const setting = (name: string): string | undefined => {
    const text = environment[name]?.trim();
    return text === '' ? undefined : text;
  };
  const apiKey = setting('NOVA_POST_API_KEY');
  // The directory needs no token; only its replacement, the pages of the API, does.
  const token = { startMode: 'lazy' } as const;
  const http = { language: setting('NOVA_POST_LANGUAGE') };
  if (apiKey === undefined) return emulated({ token, http }, setting('EMULATOR_DIVISIONS'));
  const baseURL = setting('NOVA_POST_BASE_URL');
  const name = (setting('NOVA_POST_ENVIRONMENT') ?? 'production') as NovaPostEnvironment;
  return {
    options: { apiKey, environment: name, baseURL, token, http },
    greeting: `Reads the division directory of Nova Post, ${baseURL ?? name}.`,
    close: () => Promise.resolve(),
  };
}

async function emulated(options: NovaPostModuleOptions, count: string | undefined): Promise<Connection> {
  const divisions = Number(count ?? EMULATED_DIVISIONS);
  const emulator = await NovaPostEmulator.start({ divisions });
  const { baseURL, apiKey } = emulator;
  return {
    options: { ...options, baseURL, apiKey },
    greeting: `NOVA_POST_API_KEY is not set: reads the directory of an emulated Nova Post with ${divisions} divisions.`,
    close: () => emulator.stop(),
  };
}
