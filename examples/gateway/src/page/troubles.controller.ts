import { Controller, Delete, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Troubles } from './troubles.js';

/** The buttons of the page that break things. */
@ApiExcludeController()
@Controller('trouble')
export class TroublesController {
  constructor(private readonly troubles: Troubles) {}

  @Post(':kind')
  @HttpCode(204)
  start(@Param('kind') kind: string): void {
    if (this.troubles.start(kind)) return;
    const { kinds } = this.troubles;
    throw new NotFoundException(
      kinds.length === 0
        ? 'Nothing can be broken here: NOVA_POST_API_KEY is set.'
        : `There is no such trouble; there are ${kinds.join(', ')}.`,
    );
  }

  @Delete(':kind')
  @HttpCode(204)
  end(@Param('kind') kind: string): void {
    this.troubles.end(kind);
  }

  @Delete()
  @HttpCode(204)
  endAll(): void {
    this.troubles.endAll();
  }
}
