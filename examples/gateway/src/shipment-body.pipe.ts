import { BadRequestException, Injectable, type PipeTransform } from '@nestjs/common';
import type { ShipmentInput } from 'nestjs-nova-post';

/** Lets any JSON object pass. What is wrong inside, library and API say by field; that becomes a 422. */
@Injectable()
export class ShipmentBodyPipe implements PipeTransform<unknown, ShipmentInput> {
  transform(body: unknown): ShipmentInput {
    if (isFilledObject(body)) return body as unknown as ShipmentInput;
    throw new BadRequestException('Send the shipment as a JSON object, with Content-Type: application/json.');
  }
}

function isFilledObject(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  );
}
