import { Controller, NotFoundException, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { NUMBER_PARAM, ShipmentNumberPipe } from '../shipment-number.pipe.js';
import { LiveSource } from './live-source.js';

/** Plays the carrier, so that there is something to hear of. An application of yours has no such controller. */
@ApiTags('emulator')
@Controller('emulator')
export class EmulatorController {
  constructor(private readonly source: LiveSource) {}

  /** Moves a shipment on, as if a scanner had seen it; the emulator then calls the webhook. */
  @ApiOperation({ summary: 'Moves a shipment on' })
  @ApiParam(NUMBER_PARAM)
  @ApiParam({ name: 'code', schema: { type: 'integer' }, example: 9 })
  @Post(':number/status/:code')
  move(
    @Param('number', ShipmentNumberPipe) number: string,
    @Param('code', ParseIntPipe) code: number,
  ): { number: string; statusCode: number } {
    const { emulator } = this.source;
    if (emulator === undefined)
      throw new NotFoundException('There is no emulator: NOVA_POST_API_KEY is set.');
    try {
      emulator.setTrackingStatus(number, code);
    } catch (error) {
      throw new NotFoundException((error as Error).message);
    }
    return { number, statusCode: code };
  }
}
