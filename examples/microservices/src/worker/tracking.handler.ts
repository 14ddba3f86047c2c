import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { NovaPostHttpService } from 'nestjs-nova-post';
import { map, type Observable } from 'rxjs';
import { FIND_TRACKING } from '../app/messages.js';

@Controller()
export class TrackingHandler {
  constructor(private readonly novaPost: NovaPostHttpService) {}

  @MessagePattern(FIND_TRACKING)
  find(@Payload() number: string): Observable<unknown> {
    return this.novaPost
      .get<{ items: unknown[] }>('shipments/tracking', { params: { numbers: [number] } })
      .pipe(map(({ data }) => data.items[0] ?? null));
  }
}
