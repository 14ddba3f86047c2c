import type { ConfigService } from '@nestjs/config';

/** An environment variable; one that is set but blank counts as missing, as `docker compose` passes them. */
export function setting(config: ConfigService, name: string): string | undefined {
  const text = config.get<string>(name)?.trim();
  return text === undefined || text === '' ? undefined : text;
}

/** A variable that cannot work. The message is for the user. */
export class SettingError extends Error {}

/** The same for a whole number. */
export function numberSetting(
  config: ConfigService,
  name: string,
  { fallback, min, max }: { fallback: number; min: number; max: number },
): number {
  const text = setting(config, name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new SettingError(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
}
