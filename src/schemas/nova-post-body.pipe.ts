import { Injectable, UnprocessableEntityException, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { bodySchema, type BodyInput, type BodyOperation } from './body-schema.js';
import { problemText } from './problem-text.js';

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

  constructor(operation: Operation) {
    this.#schema = z.fromJSONSchema(bodySchema(operation));
  }

  /** @throws UnprocessableEntityException with what is wrong, by field such as `parcels.0.width`. */
  transform(body: unknown): BodyInput<Operation> {
    const { error } = this.#schema.safeParse(body, { reportInput: true });
    if (error === undefined) return body as BodyInput<Operation>;
    const fields: Record<string, string[]> = {};
    for (const issue of error.issues) {
      for (const [field, text] of problemText(issue)) (fields[field] ??= []).push(text);
    }
    const statusCode = 422;
    throw new UnprocessableEntityException({
      statusCode,
      message: 'The body of the request is not what it should be; see fields.',
      fields,
    });
  }
}
