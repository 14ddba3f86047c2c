import { BadRequestException, Body, Controller, Post } from '@nestjs/common';
import { NovaPostHttpService } from 'nestjs-nova-post';
import { map, type Observable } from 'rxjs';

@Controller('shipments')
export class ShipmentsController {
  constructor(private readonly novaPost: NovaPostHttpService) {}

  /** Hands the shipment on as it is; what the API thinks is wrong with it comes back as 422 with the fields. */
  @Post()
  create(@Body() shipment: unknown): Observable<unknown> {
    if (!isFilledObject(shipment)) {
      throw new BadRequestException(
        'Send the shipment as a JSON object, with Content-Type: application/json.',
      );
    }
    return this.novaPost.post<unknown>('shipments', shipment).pipe(map(({ data }) => data));
  }
}

function isFilledObject(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  );
}
