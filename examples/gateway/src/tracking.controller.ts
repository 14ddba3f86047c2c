import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { NovaPostClient, type TrackingItem } from 'nestjs-nova-post';
import { ShipmentNumberPipe } from './shipment-number.pipe.js';

@Controller('tracking')
export class TrackingController {
  constructor(private readonly novaPost: NovaPostClient) {}

  @Get(':number')
  async track(@Param('number', ShipmentNumberPipe) number: string): Promise<TrackingItem> {
    const { items } = await this.novaPost.tracking.track([number]);
    // The API leaves out what it does not know instead of answering 404.
    if (items[0] === undefined) throw new NotFoundException(`Nova Post knows no shipment ${number}.`);
    return items[0];
  }
}
