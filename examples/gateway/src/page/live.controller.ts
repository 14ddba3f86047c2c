import { Controller, Sse } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { LiveFeed, type LiveMessage } from './live-feed.js';

@ApiExcludeController()
@Controller('live')
export class LiveController {
  constructor(private readonly feed: LiveFeed) {}

  /** Server-sent events for the page. */
  @Sse()
  live(): Observable<LiveMessage> {
    return this.feed.stream();
  }
}
