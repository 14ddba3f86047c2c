import { Controller, Get } from '@nestjs/common';
import { LiveSource } from '../../../gateway/src/page/live-source.js';
import { Fleet } from './fleet.js';

/** What the page shows, for programs. */
@Controller('fleet')
export class FleetController {
  constructor(
    private readonly fleet: Fleet,
    private readonly source: LiveSource,
  ) {}

  /** How many tokens were asked for, which process fetched which, and which one each process uses. */
  @Get()
  status(): object {
    const { processes, tokens, lock } = this.fleet;
    return {
      tokenRequests: this.source.emulator?.tokenRequests.length,
      tokens,
      lock,
      processes: processes.map(({ name, pid, running, url, fingerprint }) => {
        return { name, pid, running, url, fingerprint };
      }),
    };
  }
}
