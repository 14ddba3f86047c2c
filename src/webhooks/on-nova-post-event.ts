import { NovaPostConfigError } from '../nova-post.errors.js';
import type { NovaPostEvent, NovaPostEventName } from './nova-post-event.js';

/** A text, not a symbol: the ES module and the CommonJS copy of this package have to agree. */
const METADATA_KEY = 'nestjs-nova-post:on-event';

type HandlerDecorator = <Handler extends (event: NovaPostEvent) => unknown>(
  target: object,
  method: string | symbol,
  descriptor: TypedPropertyDescriptor<Handler>,
) => void;

/**
 * Has a method of a provider or controller called with the events of these names. Upper and lower case, `_`
 * and `-` make no difference. Without a name: with every event that has no handler of its own anywhere in
 * the application, those of unknown names included.
 *
 * Handlers of one event run side by side, the events of one body one after the other, deliveries in no
 * particular order. A handler that throws stops no other one. May stand on a method several times.
 *
 * @example \@OnNovaPostEvent('Received') async received(event: NovaPostEvent) { … }
 * @throws NovaPostConfigError for an empty name.
 */
export function OnNovaPostEvent(...names: readonly NovaPostEventName[]): HandlerDecorator {
  if (names.some((name) => typeof name !== 'string' || name.trim() === '')) {
    throw new NovaPostConfigError(
      "@OnNovaPostEvent: a name is empty. Say @OnNovaPostEvent('Received'), or @OnNovaPostEvent() for all events " +
        'without a handler of their own.',
    );
  }
  return (_target, _method, { value }) => {
    if (value === undefined) return;
    const lists = [...(namesHandledBy(value) ?? []), names];
    Reflect.defineMetadata(METADATA_KEY, lists, value);
  };
}

/** What each decorator on a method says; `undefined` when there is none. An empty list is a catch-all. */
export function namesHandledBy(method: object): readonly (readonly string[])[] | undefined {
  return Reflect.getMetadata(METADATA_KEY, method) as readonly (readonly string[])[] | undefined;
}
