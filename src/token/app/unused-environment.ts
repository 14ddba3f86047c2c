import {
  ENVIRONMENTS,
  type NovaPostEnvironment,
  type ResolvedNovaPostOptions,
} from '../../nova-post.options.js';

type Place = Pick<ResolvedNovaPostOptions, 'environment' | 'baseURL'>;

/**
 * The application's environment says where calls are to go, and its options say otherwise: it talks to another server than
 * its `.env` names, production as a rule. Gives a warning for each such variable.
 *
 * @param places of all registered accounts; one that goes where the variable says is enough.
 */
export function unusedEnvironmentWarnings(
  places: readonly Place[],
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const baseURL = env['NOVA_POST_BASE_URL']?.trim().replace(/\/+$/, '') ?? '';
  const environment = env['NOVA_POST_ENVIRONMENT']?.trim() ?? '';
  const isBaseURLUsed = baseURL !== '' && places.some((place) => place.baseURL === baseURL);
  // Beside a base URL that is used, an environment says nothing.
  const isEnvironmentUsed =
    isBaseURLUsed ||
    places.some((place) => place.baseURL === ENVIRONMENTS[environment as NovaPostEnvironment]);
  const unused = [
    ...(baseURL !== '' && !isBaseURLUsed ? ['NOVA_POST_BASE_URL'] : []),
    ...(environment !== '' && !isEnvironmentUsed ? ['NOVA_POST_ENVIRONMENT'] : []),
  ];
  const targets = [...new Set(places.map((place) => place.baseURL))].join(', ');
  return unused.map(
    (name) =>
      `${name} is set, but the options do not use it: calls go to ${targets}. Register with ` +
      'NovaPostModule.forRootAsync(novaPostConfig.asProvider()), which reads it, or remove the variable.',
  );
}
