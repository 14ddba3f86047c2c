import { Controller, NotFoundException, Param, ParseIntPipe, Post } from '@nestjs/common';
import { EmbeddedEmulator } from './embedded-emulator.js';
import { ShipmentNumberPipe } from './shipment-number.pipe.js';

/** Plays the carrier, so that there is something to hear of. An application of yours has no such controller. */
@Controller('emulator')
export class EmulatorController {
  constructor(private readonly embedded: EmbeddedEmulator) {}

  /** Moves a shipment on, as if a scanner had seen it; the emulator then calls the webhook. */
  @Post(':number/status/:code')
  move(
    @Param('number', ShipmentNumberPipe) number: string,
    @Param('code', ParseIntPipe) code: number,
  ): { number: string; statusCode: number } {
    const { emulator } = this.embedded;
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
