import type { paths } from './contract.generated.js';

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';

type ByPath = {
  [Path in keyof paths]: {
    [V in Verb as paths[Path][V] extends object ? `${Uppercase<V>} ${Path}` : never]: paths[Path][V];
  };
};

type Intersection<Union> = (Union extends unknown ? (value: Union) => void : never) extends (
  value: infer All,
) => void
  ? All
  : never;

type Operations = Intersection<ByPath[keyof ByPath]>;

/** Every operation of the contract by its method and path, such as `'GET /shipments/{id}'`. */
export type Route = keyof Operations;

type Parameters<R extends Route, Kind extends 'path' | 'query'> = Operations[R] extends {
  parameters: Partial<Record<Kind, infer Values>>;
}
  ? NonNullable<Values>
  : never;

/**
 * Values for the `{places}` of the path. In Europe ids are numbers, in lists as text; in Ukraine they are
 * UUIDs.
 */
export type PathOf<R extends Route> = { readonly [Place in keyof Parameters<R, 'path'>]: string | number };

/** Query parameters; names of arrays without their brackets. */
export type QueryOf<R extends Route> = Parameters<R, 'query'>;

/** The JSON body, also where the contract lets it be left out. */
export type BodyOf<R extends Route> = Operations[R] extends { requestBody?: infer Body }
  ? JsonOf<NonNullable<Body>>
  : never;

type JsonOf<Response> = Response extends { content: { 'application/json': infer Json } } ? Json : undefined;

/** A row of what a list answers. */
export type RowOf<R extends Route> = AnswerOf<R> extends { items: (infer Row)[] } ? Row : never;

/** What a success answers: its JSON, or `undefined` where the contract has none. */
export type AnswerOf<R extends Route> = Operations[R] extends { responses: infer Responses }
  ? JsonOf<Responses[keyof Responses & (200 | 201 | 202 | 204)]>
  : never;
