import type { operations, paths } from './contract.generated.js';

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

/** The contract's name of an operation, such as `'getDivisions'`. */
export type OperationId = keyof operations;

type Parameters<R extends Route, Kind extends 'path' | 'query'> = Operations[R] extends {
  parameters: Partial<Record<Kind, infer Values>>;
}
  ? NonNullable<Values>
  : never;

/** Values for the `{places}` of the path. */
export type PathOf<R extends Route> = Parameters<R, 'path'>;

/** Query parameters; names of arrays without their brackets. */
export type QueryOf<R extends Route> = Parameters<R, 'query'>;

/** The JSON body, also where the contract lets it be left out. */
export type BodyOf<R extends Route> = Operations[R] extends { requestBody?: infer Body }
  ? JsonOf<NonNullable<Body>>
  : never;

type JsonOf<Response> = Response extends { content: { 'application/json': infer Json } } ? Json : undefined;

/** What a success answers: its JSON, or `undefined` where the contract has none. */
export type AnswerOf<R extends Route> = Operations[R] extends { responses: infer Responses }
  ? JsonOf<Responses[keyof Responses & (200 | 201 | 202 | 204)]>
  : never;
