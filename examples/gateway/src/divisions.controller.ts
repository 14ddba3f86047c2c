import { Controller, Get, Query } from '@nestjs/common';
import { NovaPostHttpService } from 'nestjs-nova-post';
import { map, type Observable } from 'rxjs';
import { DivisionsQueryPipe, type DivisionsQuery } from './divisions-query.js';

@Controller('divisions')
export class DivisionsController {
  constructor(private readonly novaPost: NovaPostHttpService) {}

  /** The API's own page: `current_page`, `last_page`, `per_page`, `total`, `items`. */
  @Get()
  list(@Query(DivisionsQueryPipe) query: DivisionsQuery): Observable<unknown> {
    const { countryCodes, textSearch, divisionCategories, limit, page } = query;
    const params = {
      limit,
      page,
      ...(countryCodes !== undefined && { countryCodes: [countryCodes] }),
      ...(divisionCategories !== undefined && { divisionCategories: [divisionCategories] }),
      ...(textSearch !== undefined && { textSearch }),
    };
    return this.novaPost.get<unknown>('divisions', { params }).pipe(map(({ data }) => data));
  }
}
