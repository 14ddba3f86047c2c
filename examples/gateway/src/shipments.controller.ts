import { randomUUID } from 'node:crypto';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import {
  NovaPostClient,
  quotedCost,
  type CreatedShipment,
  type QuotedCost,
  type ShipmentDeleted,
  type ShipmentInput,
} from 'nestjs-nova-post';
import { ShipmentBodyPipe } from './shipment-body.pipe.js';
import { ShipmentNumberPipe } from './shipment-number.pipe.js';
import { withoutYearOne } from './without-year-one.js';

@Controller('shipments')
export class ShipmentsController {
  constructor(private readonly novaPost: NovaPostClient) {}

  /**
   * A shipment is sent once and never repeated. Should the answer get lost, the library looks for the shipment by its
   * `clientOrder` and answers with that; so each needs one of its own. In a shop that is the number of the order.
   */
  @Post()
  async create(@Body(ShipmentBodyPipe) shipment: ShipmentInput): Promise<CreatedShipment> {
    const created = await this.novaPost.shipments.create(
      { clientOrder: randomUUID(), ...shipment },
      { onUnknownOutcome: 'recover' },
    );
    return withoutYearOne(created);
  }

  /** What the shipment would cost. */
  @Post('quote')
  @HttpCode(200)
  async quote(@Body(ShipmentBodyPipe) shipment: ShipmentInput): Promise<QuotedCost> {
    return quotedCost(await this.novaPost.shipments.calculate(shipment as never));
  }

  @Delete(':number')
  delete(@Param('number', ShipmentNumberPipe) number: string): Promise<ShipmentDeleted> {
    return this.novaPost.shipments.delete(number);
  }

  /** The label to stick on the parcel, as a PDF to download. */
  @Get(':number/label')
  async label(@Param('number', ShipmentNumberPipe) number: string): Promise<StreamableFile> {
    const { data, contentType } = await this.novaPost.shipments.print({ numbers: [number], type: 'marking' });
    return new StreamableFile(data, {
      type: contentType,
      disposition: `attachment; filename="${number}.pdf"`,
    });
  }
}
