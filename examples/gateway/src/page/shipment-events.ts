import { Injectable, Logger } from '@nestjs/common';
import { describeTrackingStatus } from 'nestjs-nova-post';
import { OnNovaPostEvent, type NovaPostEvent } from 'nestjs-nova-post/webhooks';
import { LiveFeed } from './live-feed.js';

/** Hears of what happens to shipments, from `POST /nova-post/webhook`. */
@Injectable()
export class ShipmentEvents {
  readonly #logger = new Logger('Webhook');

  constructor(private readonly feed: LiveFeed) {}

  @OnNovaPostEvent('Received')
  received(event: NovaPostEvent): void {
    const { numbers } = event;
    this.feed.pushed(event);
    this.#logger.log(`${numbers.join(', ')} was handed over to the recipient`);
  }

  /** All events that have no method of their own. */
  @OnNovaPostEvent()
  moved(event: NovaPostEvent): void {
    const { name, numbers, statusCode = 'unknown' } = event;
    this.feed.pushed(event);
    const status = describeTrackingStatus(statusCode) ?? `status ${statusCode}`;
    this.#logger.log(`${numbers.join(', ')}: ${status} (${name})`);
  }
}
