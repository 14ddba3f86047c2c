import type { Operations } from './contract.generated.js';

/** Every operation of the contract by its method and path, such as `'GET /shipments/{id}'`. */
export type Route = keyof Operations;

/**
 * Values for the `{places}` of the path. In Europe ids are numbers, in lists as text; in Ukraine they are
 * UUIDs.
 */
export type PathOf<R extends Route> = Readonly<Record<Operations[R]['path'], string | number>>;

/** Query parameters; names of arrays without their brackets. */
export type QueryOf<R extends Route> = Operations[R]['query'];

/** The JSON body, also where the contract lets it be left out. */
export type BodyOf<R extends Route> = Operations[R]['body'];

/** A row of what a list answers. */
export type RowOf<R extends Route> = AnswerOf<R> extends { items: (infer Row)[] } ? Row : never;

/** What a success answers: its JSON, or `undefined` where the contract has none. */
export type AnswerOf<R extends Route> = Operations[R]['answer'];
