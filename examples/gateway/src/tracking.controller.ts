import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { NovaPostHttpService } from 'nestjs-nova-post';
import { map, type Observable } from 'rxjs';
import { ShipmentNumberPipe } from './shipment-number.pipe.js';

@Controller('tracking')
export class TrackingController {
  constructor(private readonly novaPost: NovaPostHttpService) {}

  @Get(':number')
  track(@Param('number', ShipmentNumberPipe) number: string): Observable<unknown> {
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
