import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { NovaPostClient, type TrackingItem } from 'nestjs-nova-post';
import { stepsOf, type Step } from '../../../gateway/src/tracking-steps.js';
import { withoutYearOne } from '../../../gateway/src/without-year-one.js';
import { FIND_HISTORY, FIND_TRACKING } from '../app/messages.js';

@Controller()
export class TrackingHandler {
  constructor(private readonly novaPost: NovaPostClient) {}

  @MessagePattern(FIND_TRACKING)
  async find(@Payload() number: string): Promise<TrackingItem | null> {
    const { items } = await this.novaPost.tracking.track([number]);
    return withoutYearOne(items[0] ?? null);
  }

  @MessagePattern(FIND_HISTORY)
  async history(@Payload() number: string): Promise<Step[] | null> {
    const { items } = await this.novaPost.tracking.history([number]);
    return items[0] === undefined ? null : stepsOf(items[0]);
  }
}
