import { Injectable, UnprocessableEntityException, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { bodySchema, type BodyInput, type BodyOperation } from './body-schema.js';
import { BODY, problemsOf } from './problems.js';

/**
 * Checks the body of a controller's request against what an operation of Nova Post takes, so that a form or
 * another service may send exactly that. What does not fit is answered 422 with `fields`, in the form that
 * `NovaPostExceptionFilter` has.
 *
 * @example
 * @Post('shipments') ship(@Body(new NovaPostBodyPipe('POST /shipments')) input: ShipmentInput) { return
 *   this.novaPost.shipments.create(input); }
 */
@Injectable()
export class NovaPostBodyPipe<Operation extends BodyOperation> implements PipeTransform<
  unknown,
  BodyInput<Operation>
> {
  readonly #schema: z.ZodType;
  readonly #owner: string;

  constructor(operation: Operation) {
    this.#schema = z.fromJSONSchema(bodySchema(operation));
    this.#owner = `the body of ${operation}`;
  }

  /** @throws UnprocessableEntityException with what is wrong, by field such as `parcels.0.width`. */
  transform(body: unknown): BodyInput<Operation> {
    const problems = Object.entries(problemsOf(this.#schema, body, { name: BODY, owner: this.#owner }));
    if (problems.length === 0) return body as BodyInput<Operation>;
    const fields = Object.fromEntries(problems.map(([field, text]) => [field, [text]]));
    const statusCode = 422;
    throw new UnprocessableEntityException({
      statusCode,
      message: 'The body of the request is not what it should be; see fields.',
      fields,
    });
  }
}
