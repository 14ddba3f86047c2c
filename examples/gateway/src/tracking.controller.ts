import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { NovaPostClient, type TrackingItem } from 'nestjs-nova-post';
import { NUMBER_PARAM, ShipmentNumberPipe } from './shipment-number.pipe.js';
import { stepsOf, type Step } from './tracking-steps.js';
import { withoutYearOne } from './without-year-one.js';

@ApiTags('shipments')
@Controller('tracking')
export class TrackingController {
  constructor(private readonly novaPost: NovaPostClient) {}

  @ApiOperation({ summary: 'Where a shipment is' })
  @ApiParam(NUMBER_PARAM)
  @Get(':number')
  async track(@Param('number', ShipmentNumberPipe) number: string): Promise<TrackingItem> {
    const { items } = await this.novaPost.tracking.track([number]);
    // The API leaves out what it does not know instead of answering 404.
    if (items[0] === undefined) throw new NotFoundException(`Nova Post knows no shipment ${number}.`);
    return withoutYearOne(items[0]);
  }

  /** What happened to it, oldest first, each step with the meaning of its code. */
  @ApiOperation({ summary: 'What happened to a shipment' })
  @ApiParam(NUMBER_PARAM)
  @Get(':number/history')
  async history(@Param('number', ShipmentNumberPipe) number: string): Promise<Step[]> {
    const { items } = await this.novaPost.tracking.history([number]);
    if (items[0] === undefined) throw new NotFoundException(`Nova Post knows no shipment ${number}.`);
    return stepsOf(items[0]);
  }
}
