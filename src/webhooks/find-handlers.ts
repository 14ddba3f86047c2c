import type { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { NovaPostConfigError } from '../nova-post.errors.js';
import { sameEventKey, type NovaPostEvent } from './nova-post-event.js';
import { namesHandledBy } from './on-nova-post-event.js';

/** A decorated method of an instance. */
export interface EventHandler {
  /** Class and method, such as `Tracker.received`. */
  readonly label: string;
  /** As the decorators say. */
  readonly names: readonly string[];
  /** Gets all events that have no handler of their own. */
  readonly catchAll: boolean;
  readonly call: (event: NovaPostEvent) => unknown;
}

type Wrapper = ReturnType<DiscoveryService['getProviders']>[number];
type Method = (this: unknown, event: NovaPostEvent) => unknown;

/**
 * All handlers of the application, of providers and controllers in whatever module.
 *
 * @throws NovaPostConfigError for handlers of request-scoped and transient classes: there is no instance to
 * call.
 */
export function findHandlers(
  discovery: Pick<DiscoveryService, 'getProviders' | 'getControllers'>,
  scanner: Pick<MetadataScanner, 'getAllMethodNames'>,
): EventHandler[] {
  const seen = new Set<unknown>();
  return [...discovery.getProviders(), ...discovery.getControllers()].flatMap((wrapper) => {
    const prototype = prototypeOf(wrapper);
    if (prototype === undefined) return [];
    const found = scanner
      .getAllMethodNames(prototype)
      .map((name) => ({ name, method: prototype[name] as Method, lists: listsOf(prototype[name]) }))
      .filter(({ lists }) => lists !== undefined);
    if (found.length === 0) return [];
    refuseScoped(wrapper, labelOf(prototype, found[0]?.name ?? ''));
    // One instance may be provided under several tokens.
    const instance: unknown = wrapper.instance;
    if (seen.has(instance)) return [];
    seen.add(instance);
    return found.map(({ name, method, lists = [] }) => ({
      label: labelOf(prototype, name),
      names: lists.flat(),
      catchAll: lists.some((names) => names.length === 0),
      call: (event: NovaPostEvent) => method.call(instance, event),
    }));
  });
}

/** Those an event is for: those of its name, else the catch-alls. */
export function handlersOf(handlers: readonly EventHandler[], eventName: string): readonly EventHandler[] {
  const key = sameEventKey(eventName);
  const named = handlers.filter(({ names }) => names.some((name) => sameEventKey(name) === key));
  return named.length > 0 ? named : handlers.filter(({ catchAll }) => catchAll);
}

/** `Tracker.received (Received, Returned)` */
export function describeHandler({ label, names, catchAll }: EventHandler): string {
  return `${label} (${[...names, ...(catchAll ? ['all others'] : [])].join(', ')})`;
}

function prototypeOf(wrapper: Wrapper): Record<string, unknown> | undefined {
  const instance: unknown = wrapper.instance;
  if (typeof instance !== 'object' || instance === null) return undefined;
  const prototype = Object.getPrototypeOf(instance) as Record<string, unknown> | null;
  return prototype === null || prototype === Object.prototype ? undefined : prototype;
}

function listsOf(method: unknown): readonly (readonly string[])[] | undefined {
  return typeof method === 'function' ? namesHandledBy(method) : undefined;
}

function labelOf(prototype: object, method: string): string {
  return `${prototype.constructor.name}.${method}`;
}

function refuseScoped(wrapper: Wrapper, label: string): void {
  if (wrapper.isDependencyTreeStatic() && !wrapper.isTransient) return;
  throw new NovaPostConfigError(
    `@OnNovaPostEvent on ${label} would never be called: the class, or something injected into it, is request-scoped or ` +
      'transient, and an event is no request. Put the handler into a class of the default scope; it can resolve ' +
      'what it needs with ModuleRef.',
  );
}
