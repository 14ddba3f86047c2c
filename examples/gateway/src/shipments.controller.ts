import { randomUUID } from 'node:crypto';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  NovaPostClient,
  quotedCost,
  type CreatedShipment,
  type QuotedCost,
  type ShipmentDeleted,
  type ShipmentInput,
} from 'nestjs-nova-post';
import { bodyReference } from 'nestjs-nova-post/schemas';
import { SAMPLE_SHIPMENT } from './sample-shipment.js';
import { ShipmentBodyPipe } from './shipment-body.pipe.js';
import { NUMBER_PARAM, ShipmentNumberPipe } from './shipment-number.pipe.js';
import { withoutYearOne } from './without-year-one.js';

const { invoice: _invoice, ...QUOTED } = SAMPLE_SHIPMENT;

@ApiTags('shipments')
@Controller('shipments')
export class ShipmentsController {
  constructor(private readonly novaPost: NovaPostClient) {}

  /**
   * A shipment is sent once and never repeated. Should the answer get lost, the library looks for the shipment by its
   * `clientOrder` and answers with that; so each needs one of its own. In a shop that is the number of the order.
   */
  @ApiOperation({ summary: 'Creates a shipment' })
  @ApiBody({ schema: bodyReference('POST /shipments'), examples: { sample: { value: SAMPLE_SHIPMENT } } })
  @Post()
  async create(@Body(ShipmentBodyPipe) shipment: ShipmentInput): Promise<CreatedShipment> {
    const created = await this.novaPost.shipments.create(
      { clientOrder: randomUUID(), ...shipment },
      { onUnknownOutcome: 'recover' },
    );
    return withoutYearOne(created);
  }

  /** What the shipment would cost. */
  @ApiOperation({ summary: 'What a shipment would cost' })
  @ApiBody({ schema: bodyReference('POST /shipments/calculations'), examples: { sample: { value: QUOTED } } })
  @Post('quote')
  @HttpCode(200)
  async quote(@Body(ShipmentBodyPipe) shipment: ShipmentInput): Promise<QuotedCost> {
    return quotedCost(await this.novaPost.shipments.calculate(shipment as never));
  }

  @ApiOperation({ summary: 'Cancels a shipment' })
  @ApiParam(NUMBER_PARAM)
  @Delete(':number')
  delete(@Param('number', ShipmentNumberPipe) number: string): Promise<ShipmentDeleted> {
    return this.novaPost.shipments.delete(number);
  }

  /** The label to stick on the parcel, as a PDF to download. */
  @ApiOperation({ summary: 'The label as PDF' })
  @ApiParam(NUMBER_PARAM)
  @ApiProduces('application/pdf')
  @Get(':number/label')
  async label(@Param('number', ShipmentNumberPipe) number: string): Promise<StreamableFile> {
    const { data, contentType } = await this.novaPost.shipments.print({ numbers: [number], type: 'marking' });
    return new StreamableFile(data, {
      type: contentType,
      disposition: `attachment; filename="${number}.pdf"`,
    });
  }
}
