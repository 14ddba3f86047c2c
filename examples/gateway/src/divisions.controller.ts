import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { NovaPostHttpService } from 'nestjs-nova-post';
import { map, type Observable } from 'rxjs';
import { CATEGORIES, DivisionsQueryPipe, type DivisionsQuery } from './divisions-query.js';

@ApiTags('divisions')
@Controller('divisions')
export class DivisionsController {
  constructor(private readonly novaPost: NovaPostHttpService) {}

  /** The API's own page: `current_page`, `last_page`, `per_page`, `total`, `items`. */
  @ApiOperation({ summary: 'Branches, parcel lockers and pick-up points' })
  @ApiQuery({ name: 'page', required: false, schema: { type: 'integer', minimum: 1, default: 1 } })
  @ApiQuery({
    name: 'limit',
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 15 },
  })
  @ApiQuery({ name: 'divisionCategories', required: false, enum: CATEGORIES })
  @ApiQuery({ name: 'textSearch', required: false, schema: { type: 'string', maxLength: 100 } })
  @ApiQuery({ name: 'countryCodes', required: false, schema: { type: 'string' }, example: 'PL' })
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
