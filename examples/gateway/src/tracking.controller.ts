import { BadRequestException, Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { NovaPostHttpService } from 'nestjs-nova-post';
import { map, type Observable } from 'rxjs';

@Controller('tracking')
export class TrackingController {
  constructor(private readonly novaPost: NovaPostHttpService) {}

  @Get(':number')
  track(@Param('number') number: string): Observable<unknown> {
    if (!/^[A-Z0-9][A-Z0-9-]{7,39}$/.test(number)) {
      throw new BadRequestException(
        'number must be a shipment number of 8 to 40 capital letters, digits and hyphens, such as SHPL6145000001.',
      );
    }
    return this.novaPost
      .get<{ items: unknown[] }>('shipments/tracking', { params: { numbers: [number] } })
      .pipe(map(({ data }) => firstOf(data.items, number)));
  }
}

/** The API leaves out what it does not know instead of answering 404. */
function firstOf(items: readonly unknown[], number: string): unknown {
  if (items.length === 0) throw new NotFoundException(`Nova Post knows no shipment ${number}.`);
  return items[0];
}
