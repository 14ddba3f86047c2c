import { Injectable, Logger } from '@nestjs/common';
import { describeTrackingStatus } from 'nestjs-nova-post';
import { OnNovaPostEvent, type NovaPostEvent } from 'nestjs-nova-post/webhooks';

/** Hears of what happens to shipments, from `POST /nova-post/webhook`. */
@Injectable()
export class ShipmentEvents {
  readonly #logger = new Logger('Webhook');

  @OnNovaPostEvent('Received')
  received({ numbers }: NovaPostEvent): void {
    this.#logger.log(`${numbers.join(', ')} was handed over to the recipient`);
  }

  /** All events that have no method of their own. */
  @OnNovaPostEvent()
  moved({ name, numbers, statusCode = 'unknown' }: NovaPostEvent): void {
    const status = describeTrackingStatus(statusCode) ?? `status ${statusCode}`;
    this.#logger.log(`${numbers.join(', ')}: ${status} (${name})`);
  }
}
